from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from mercat.common.refusals import Refused
from mercat.common.views import form_page, tried
from mercat.organisations.middleware import membership_of
from mercat.passports import actions, queries, question_sets, rules
from mercat.passports.forms import SectionForm, SendForm, WithdrawForm, typed_from
from mercat.passports.lifecycle import ENDED, Status
from mercat.passports.models import Application
from mercat.passports.question_sets import Section
from mercat.passports.views import rows
from mercat.passports.views.loading import load
from mercat.platforms import Account, platform_name
from mercat.platforms import recognise as recognise_text
from mercat.register import queries as register


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    context = {
        "passports": queries.passports_of(membership)[:20],
        "open": queries.open_own(membership)[:20],
        "sees_all": rules.can_see_all_passports(membership),
        "ended": queries.ended_own(membership)[:20],
    }
    return render(request, "passports/index.html", context)


@form_page
def apply(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    try:
        policy = queries.policy_of(membership.organisation)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("passports:index")
    if request.method == "POST":
        application = actions.start(by=membership, at=timezone.now())
        return redirect("passports:application", application.public_id)
    return render(request, "passports/apply.html", {"policy": policy.content})


@form_page
def section(request: HttpRequest, application_id: str, section: str) -> HttpResponse:
    membership, application = load(request, application_id)
    rules.check_can_edit(membership, application)
    question_set = question_sets.load(application.question_set)
    asked = question_set.section(section)
    if asked is None:
        raise Http404("No such section.")
    saved = queries.answers_of(application).get(section)
    form = SectionForm(
        request.POST or None,
        section=asked,
        organisation=application.organisation,
        initial={
            **(typed_from(saved.answers) if saved else {}),
            "row_version": saved.row_version if saved else 0,
        },
    )
    if request.method == "POST" and form.is_valid():
        if _save(application, section, form, by=membership):
            return _next_page(request, application, question_set, asked)
        saved = queries.answers_of(application).get(section)
    context = {
        "form": form,
        "application": application,
        "section": asked,
        "saved": saved,
        "steps": _steps(application, question_set, current=section),
        "recognised": _recognised(form, saved.answers if saved else {}),
        "theirs": _theirs(application, asked, saved) if form.non_field_errors() else [],
    }
    return render(request, "passports/section.html", context)


def _save(application: Application, section: str, form: SectionForm, *, by: Any) -> bool:
    """Keep the answers; a refusal stands over the form, which keeps what was typed."""
    try:
        actions.save_section(
            application=application,
            section=section,
            answers=form.answers(),
            row_version=form.row_version,
            by=by,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True


def _theirs(application: Application, section: Section, saved: Any) -> list[dict[str, Any]]:
    """What stands saved now, to show beside what was typed; saving again then replaces it."""
    if saved is None:
        return []
    return rows.of_section(application, section, saved.answers)


def _next_page(
    request: HttpRequest, application: Application, question_set: Any, section: Any
) -> HttpResponse:
    if "check" in request.POST:  # "Check this address", for those without JavaScript
        return redirect("passports:section", application.public_id, section.key)
    following = question_set.after(section)
    saved = queries.answers_of(application)
    if following and following.key not in saved:
        return redirect("passports:section", application.public_id, following.key)
    return redirect("passports:application", application.public_id)


def _recognised(form: SectionForm, answers: dict[str, Any]) -> dict[str, Any] | None:
    said = form.cleaned_data if form.is_bound else answers
    given = next((each for each in said.values() if isinstance(each, dict)), None)
    return _recognised_account(given, form.organisation) if given else None


def _recognised_account(given: dict[str, Any], organisation: Any) -> dict[str, Any]:
    known = register.find(organisation, platform=given["platform"], key=given["key"])
    return {
        "platform": platform_name(given["platform"]),
        "handle": given["handle"],
        "text": "is on our register already" if known else "not on our register yet",
        "tone": "wait" if known else "ok",
    }


def _steps(application: Application, question_set: Any, *, current: str) -> list[dict[str, str]]:
    saved = queries.answers_of(application)
    steps = [
        {
            "title": each.step,
            "url": reverse("passports:section", args=[application.public_id, each.key]),
            "state": _state(each.key, current, saved),
        }
        for each in question_set.sections
    ]
    send_url = reverse("passports:send", args=[application.public_id])
    last = {
        "title": "Check and send",
        "url": send_url if len(saved) == len(question_set.sections) else "",
        "state": "current" if current == "send" else "next",
    }
    return [*steps, last]


def _state(key: str, current: str, saved: dict[str, Any]) -> str:
    if key == current:
        return "current"
    return "done" if key in saved else "next"


@form_page
def send(request: HttpRequest, application_id: str) -> HttpResponse:
    """Check your answers, declare, send: for a draft, and for an answer to a question."""
    membership, application = load(request, application_id)
    rules.check_can_edit(membership, application)
    question_set = question_sets.load(application.question_set)
    form = SendForm(request.POST or None, question_set=question_set)
    if request.method == "POST" and form.is_valid():
        action = actions.answer if application.status == Status.MORE_INFO else actions.submit
        if tried(
            request,
            action,
            application=application,
            declarations=form.declared(),
            shows_name=form.cleaned_data["shows_name"],
            by=membership,
            at=timezone.now(),
        ):
            messages.success(request, "Your application is sent. A mail confirms it.")
        return redirect("passports:application", application.public_id)
    saved = queries.answers_of(application)
    answers = {key: value for each in saved.values() for key, value in each.answers.items()}
    context = {
        "form": form,
        "application": application,
        "complete": len(saved) == len(question_set.sections),
        "sections": rows.sections(application, question_set, answers, change=True),
        "steps": _steps(application, question_set, current="send"),
    }
    return render(request, "passports/send.html", context)


@form_page
def withdraw(request: HttpRequest, application_id: str) -> HttpResponse:
    membership, application = load(request, application_id)
    rules.check_can_withdraw(membership, application)
    form = WithdrawForm(request.POST or None)
    if application.status in ENDED:
        messages.info(request, "This application has ended already.")
        return redirect("passports:application", application.public_id)
    if request.method == "POST" and form.is_valid():
        if tried(
            request,
            actions.withdraw,
            application=application,
            reason=form.cleaned_data["reason"],
            by=membership,
            at=timezone.now(),
        ):
            messages.success(
                request, "Your application is withdrawn. You may apply again any time."
            )
        return redirect("passports:application", application.public_id)
    return render(request, "passports/withdraw.html", {"form": form, "application": application})


@require_GET
def recognise(request: HttpRequest) -> HttpResponse:
    """What was typed so far, as a piece of the page for the script beside the field."""
    membership = membership_of(request)
    answer = recognise_text(
        request.GET.get("text", ""), platform=request.GET.get("platform") or None
    )
    if isinstance(answer, Account):
        context = _recognised_account(answer._asdict(), membership.organisation)
        return render(request, "components/recognised.html", context)
    return render(request, "passports/not_recognised.html", {"sentence": answer.sentence})
