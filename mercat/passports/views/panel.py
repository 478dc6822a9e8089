from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mercat.common import languages
from mercat.common.views import form_page, tried
from mercat.passports import actions, queries, rules
from mercat.passports.forms import AdviseForm, AskForm, ReleaseForm
from mercat.passports.lifecycle import APPROVING, OUTCOME_SENTENCES, Outcome, Status
from mercat.passports.models import Application, Decision
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
    form = decide_form(request, application)
    if request.method == "POST" and form.is_valid():
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
    }
    return render(request, "passports/decide.html", context)


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
    initial = {"text": _letter(application, decision), "decision": decision.pk}
    form = ReleaseForm(request.POST or None, initial=initial)
    sending = request.method == "POST" and "preview" not in request.POST and form.is_valid()
    if sending and tried(
        request,
        actions.release,
        application=application,
        **form.cleaned_data,
        by=membership,
        at=timezone.now(),
    ):
        messages.success(
            request,
            _("The letter is on its way to {applicant}.").format(
                applicant=application.applicant.name
            ),
        )
        return redirect("passports:application", application.public_id)
    context = {
        "form": form,
        "application": application,
        "decision": decision,
        "letter": form["text"].value(),
        "makes_passport": decision.outcome in APPROVING,
        "today": membership.organisation.day(timezone.now()),
    }
    return render(request, "passports/release.html", context)


def _letter(application: Application, decision: Decision) -> str:
    context = {
        "application": application,
        "decision": decision,
        "conditions": list(queries.conditions_of(decision)),
        "sentence": OUTCOME_SENTENCES[Outcome(decision.outcome)],
        "approving": decision.outcome in APPROVING,
    }
    with languages.reading(application.organisation.language_for(application.applicant)):
        return render_to_string("passports/letter.txt", context).strip()
