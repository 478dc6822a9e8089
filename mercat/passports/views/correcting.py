"""A wrong letter: one person proposes another, and a second one agrees."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mercat.common.views import form_page, tried
from mercat.organisations.models import Membership
from mercat.passports import actions, emails, policy_terms, queries, rules
from mercat.passports.forms import CorrectForm
from mercat.passports.forms.correcting import as_decided
from mercat.passports.lifecycle import Correcting
from mercat.passports.models import Application, Correction, Decision
from mercat.passports.views.loading import load


@form_page
def correct(request: HttpRequest, application_id: str) -> HttpResponse:
    """What is proposed, or else a form to propose it."""
    membership, application = load(request, application_id)
    rules.check_can_correct(membership, application)
    proposed = application.corrections.filter(status=Correcting.PROPOSED).first()
    if proposed and request.method != "POST":
        return _proposed(request, membership, proposed)
    decision = queries.correctable(application)
    if decision is None:
        messages.info(request, _("There is no letter here that two people could correct."))
        return redirect("passports:application", application.public_id)
    form = _form(request, application, decision)
    if request.method == "POST" and form.is_valid():
        given = {key: value for key, value in form.cleaned_data.items() if key != "revision"}
        who = {"by": membership, "at": timezone.now()}
        if tried(request, actions.propose_correction, application=application, **given, **who):
            messages.success(request, _("It is proposed. It is sent when a second person agrees."))
            return redirect("passports:correct", application.public_id)
    context = {"form": form, "application": application, "decision": decision}
    return render(request, "passports/correct.html", context)


def _form(request: HttpRequest, application: Application, decision: Decision) -> CorrectForm:
    here = application.organisation
    today = here.day(timezone.now())
    conditions = list(queries.conditions_of(decision))
    return CorrectForm(
        request.POST or None,
        today=today,
        nation=here.nation,
        trial_most=policy_terms.number(queries.rules_of(application), "trial_months"),
        outcomes=queries.outcomes_of(application),
        initial=as_decided(decision, conditions, today=today),
    )


def _proposed(request: HttpRequest, membership: Membership, correction: Correction) -> HttpResponse:
    context = {
        "correction": correction,
        "application": correction.application,
        "may_agree": rules.can_agree(membership, correction),
        "subject": emails.corrected_subject(correction.application),
        "today": membership.organisation.day(timezone.now()),
    }
    return render(request, "passports/correction.html", context)


@require_POST
def agree_correction(request: HttpRequest, application_id: str) -> HttpResponse:
    membership, application = load(request, application_id)
    rules.check_can_correct(membership, application)
    found = application.corrections.filter(status=Correcting.PROPOSED)
    correction = get_object_or_404(found.select_related("decision"))
    rules.check_can_agree(membership, correction)
    who = {"by": membership, "at": timezone.now()}
    if tried(request, actions.agree_correction, correction=correction, **who):
        messages.success(request, _("The corrected letter is on its way."))
        return redirect("passports:application", application.public_id)
    return redirect("passports:correct", application.public_id)


@require_POST
def drop_correction(request: HttpRequest, application_id: str) -> HttpResponse:
    membership, application = load(request, application_id)
    rules.check_can_correct(membership, application)
    correction = get_object_or_404(application.corrections.filter(status=Correcting.PROPOSED))
    who = {"by": membership, "at": timezone.now()}
    if tried(request, actions.drop_correction, correction=correction, **who):
        messages.success(request, _("It is dropped. The letter stays as it is."))
    return redirect("passports:application", application.public_id)
