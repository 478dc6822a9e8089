from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from mercat.common.refusals import Refused
from mercat.common.views import form_page
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import actions, queries, rules
from mercat.passports.forms import SectionForm, typed_from
from mercat.passports.forms.table import ADD, REMOVE
from mercat.passports.models import Application, SectionAnswers
from mercat.passports.question_sets import QuestionSet, Section
from mercat.passports.views import rows, steps
from mercat.passports.views.loading import load
from mercat.platforms import Account, platform_name
from mercat.platforms import recognise as recognise_text
from mercat.register import queries as register


@form_page
def section(request: HttpRequest, application_id: str, section: str) -> HttpResponse:
    membership, application = load(request, application_id)
    rules.check_can_edit(membership, application)
    all_saved = queries.answers_of(application)
    given = queries.given(all_saved)
    question_set = queries.question_set_of(application)
    asked = question_set.shown(given).section(section)
    if asked is None:
        raise Http404("No such section, or none that these answers call for.")
    saved = all_saved.get(section)
    form = _form(request, membership, application, asked, saved, given)
    if request.method == "POST" and not _only_redraws(request) and _is_valid(form, membership):
        if _save(application, section, form, by=membership):
            return _next_page(request, application, question_set, asked)
        saved = queries.answers_of(application).get(section)
    context = {
        "form": form,
        "application": application,
        "section": asked,
        "saved": saved,
        "steps": steps.steps(application, question_set, all_saved, current=section),
        "why": {each.key: question_set.why(each, given) for each in asked.questions},
        "exampled": {each.key: True for each in asked.questions if each.example},
        "guidance": queries.guidance_on_questions(
            application.organisation, [each.key for each in asked.questions]
        ),
        "help": {each.key: each.help for each in asked.questions},
        "recognised": _recognised(form, saved.answers if saved else {}),
        "theirs": _theirs(application, asked, saved) if form.non_field_errors() else [],
    }
    return render(request, "passports/section.html", context)


def _only_redraws(request: HttpRequest) -> bool:
    """No answer yet: the page again, with what was found, or with a row more or less."""
    return not {"find", ADD, REMOVE}.isdisjoint(request.POST)


def _is_valid(form: SectionForm, membership: Membership) -> bool:
    valid = form.is_valid()
    form.keep_files(by=membership, at=timezone.now())
    return valid


def _form(
    request: HttpRequest,
    membership: Membership,
    application: Application,
    asked: Section,
    saved: SectionAnswers | None,
    given: dict[str, Any],
) -> SectionForm:
    about: dict[str, Any] = {
        "section": asked,
        "organisation": application.organisation,
        "given": given,
        "member": membership,
        "attached": queries.files_of_draft(application, saved.answers if saved else {}),
    }
    initial = {
        **(typed_from(saved.answers) if saved else {}),
        "row_version": saved.row_version if saved else 0,
    }
    form = SectionForm(request.POST or None, request.FILES or None, initial=initial, **about)
    if _only_redraws(request):
        return SectionForm(initial=form.all_typed(), **about)
    return form


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
    request: HttpRequest, application: Application, question_set: QuestionSet, section: Section
) -> HttpResponse:
    if "check" in request.POST:  # "Check this address", for those without JavaScript
        return redirect("passports:section", application.public_id, section.key)
    saved = queries.answers_of(application)
    given = queries.given(saved)
    shown = question_set.shown(given)
    following = shown.after(section)
    if following and not steps.is_done(following, saved, given):
        return redirect("passports:section", application.public_id, following.key)
    return redirect("passports:application", application.public_id)


def _recognised(form: SectionForm, answers: dict[str, Any]) -> dict[str, Any] | None:
    said = form.cleaned_data if form.is_bound else answers
    accounts = (each for each in said.values() if isinstance(each, dict) and "platform" in each)
    given = next(accounts, None)
    return _recognised_account(given, form.organisation) if given else None


def _recognised_account(given: dict[str, Any], organisation: Any) -> dict[str, Any]:
    known = register.find(organisation, platform=given["platform"], key=given["key"])
    return {
        "platform": platform_name(given["platform"]),
        "handle": given["handle"],
        "text": _("is on our register already") if known else _("not on our register yet"),
        "tone": "wait" if known else "ok",
    }


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
    return render(request, "passports/not_recognised.html", {"sentence": answer.said(_)})
