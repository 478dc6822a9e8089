from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mercat.common.views import form_page, tried
from mercat.passports import actions, queries, rules
from mercat.passports.forms import AdviseForm, AskForm, ReadyReasonsForm, ReleaseForm
from mercat.passports.lifecycle import GRANTING, Status, Task
from mercat.passports.models import Application
from mercat.passports.views import votes_shown
from mercat.passports.views.loading import after, load
from mercat.passports.views.voting import decide_form


@require_POST
def open_case(request: HttpRequest, application_id: str) -> HttpResponse:
    membership, application = load(request, application_id)
    rules.check_can_open(membership, application)
    if tried(request, actions.open_case, application=application, by=membership, at=timezone.now()):
        messages.success(request, _("The case is before the panel. Its members have a mail."))
    return redirect("passports:application", application.public_id)


@form_page
def ask(request: HttpRequest, application_id: str) -> HttpResponse:
    membership, application = load(request, application_id)
    rules.check_can_ask(membership, application)
    form = AskForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            request,
            actions.ask,
            application=application,
            question=form.cleaned_data["question"],
            by=membership,
            at=timezone.now(),
        )
    ):
        messages.success(request, _("The question is sent. The clock stands still meanwhile."))
        return redirect("passports:application", application.public_id)
    return render(request, "passports/ask.html", {"form": form, "application": application})


@form_page
def advise(request: HttpRequest, application_id: str) -> HttpResponse:
    """For an elected member's own account: advice, and no decision."""
    membership, application = load(request, application_id)
    rules.check_can_advise(membership, application)
    form = AdviseForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            request,
            actions.advise,
            application=application,
            advice=form.cleaned_data["advice"],
            by=membership,
            at=timezone.now(),
        )
    ):
        messages.success(request, _("Your advice is on its way."))
        return redirect("passports:application", application.public_id)
    return render(request, "passports/advise.html", {"form": form, "application": application})


@form_page
def decide(request: HttpRequest, application_id: str) -> HttpResponse:
    membership, application = load(request, application_id)
    rules.check_can_decide(membership, application)
    revision = queries.latest_revision(application)
    voting = votes_shown.for_chair(membership, application, revision)
    awaits = application.status == Status.MORE_INFO
    if awaits and not voting.get("sees"):
        voting = {}  # nobody can vote now, and the count stays hidden
    elif voting and not voting["sees"]:
        messages.info(request, _("Cast your own vote first: then you see how the others voted."))
        return redirect("passports:vote", application.public_id)
    ready, inserts = _ready_reasons(application), "insert" in request.POST
    form = decide_form(ready.put_into(request.POST) if inserts else request.POST, application)
    if inserts:
        form.leave_unchecked()
    elif request.method == "POST" and form.is_valid():
        given = {"application": application, **form.cleaned_data}
        if tried(request, actions.decide, **given, by=membership, at=timezone.now()):
            messages.success(request, _("The decision is recorded. The clerk releases the letter."))
            return redirect(after(request, membership, application))
        form.now_reads(revision)
    context = {
        "form": form,
        "application": application,
        "revision": revision,
        "voting": voting,
        "awaits": awaits,
        "ready": ready,
        "inserted": inserts,
    }
    return render(request, "passports/decide.html", context)


def _ready_reasons(application: Application) -> ReadyReasonsForm:
    """In the applicant's language, who reads them. One query."""
    here = application.organisation
    reasons, language = queries.reasons_of(here), here.language_for(application.applicant)
    return ReadyReasonsForm(reasons=reasons, language=language)


@require_POST
def reopen(request: HttpRequest, application_id: str) -> HttpResponse:
    membership, application = load(request, application_id)
    rules.check_can_reopen(membership, application)
    if tried(request, actions.reopen, application=application, by=membership, at=timezone.now()):
        messages.success(
            request, _("The decision is taken back. The case is with the panel again.")
        )
    return redirect("passports:application", application.public_id)


@form_page
def release(request: HttpRequest, application_id: str) -> HttpResponse:
    """The letter, previewed and perhaps edited, then sent."""
    membership, application = load(request, application_id)
    rules.check_can_release(membership, application)
    decision = queries.standing_decision(application)
    if decision is None or application.status != Status.DECIDED:
        messages.info(request, _("There is no decision to release here now."))
        return redirect("passports:application", application.public_id)
    initial = {"text": actions.letter_of(application, decision), "decision": decision.pk}
    form = ReleaseForm(
        request.POST or None, initial=initial, application=application, standing=decision
    )
    if request.method == "POST" and "preview" not in request.POST and form.is_valid():
        keeps = "keep" in request.POST
        act = actions.keep_letter if keeps else actions.release
        given = {"application": application, **form.cleaned_data, "by": membership}
        if tried(request, act, **given, at=timezone.now()):
            return _kept(request) if keeps else _released(request, application)
    context = {
        "application": application,
        "decision": decision,
        "form": form,
        "letter": form["text"].value(),
        "makes_passport": decision.outcome in GRANTING,
        "appeal_until": actions.appeal_until(decision, at=timezone.now()),
        "with_others": "together" in request.GET,
        "today": membership.organisation.day(timezone.now()),
    }
    return render(request, "passports/release.html", context)


def _kept(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("The letter is kept. It goes when you release it."))
    return redirect("passports:choose_together", Task.RELEASE)


def _released(request: HttpRequest, application: Application) -> HttpResponse:
    said = _("The letter is on its way to {applicant}.")
    messages.success(request, said.format(applicant=application.applicant.name))
    return redirect("passports:application", application.public_id)
