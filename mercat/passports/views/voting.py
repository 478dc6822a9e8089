"""A member votes, changes the vote, or says the same of a new version."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mercat.common.views import form_page, tried
from mercat.organisations.models import Membership
from mercat.passports import actions, policy_terms, queries, rules
from mercat.passports.forms import DecideForm, VotedDecideForm, VoteForm
from mercat.passports.lifecycle import Status
from mercat.passports.models import Application
from mercat.passports.views import changes, votes_shown
from mercat.passports.views.loading import load, next_waiting


@form_page
def vote(request: HttpRequest, application_id: str) -> HttpResponse:
    """The case’s own page has this form too; here it stands alone, and with what was wrong."""
    membership, application = load(request, application_id)
    rules.check_can_vote(membership, application)
    revision = application.revisions.latest("number")
    shown = votes_shown.votes(membership, application, revision)
    form = VoteForm(request.POST) if request.method == "POST" else shown["form"]
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            request,
            actions.vote,
            application=application,
            **form.cleaned_data,
            by=membership,
            at=timezone.now(),
        )
    ):
        return _thanked(request, membership, application)
    context = {
        "form": form,
        "application": application,
        "revision": revision,
        "voting": {**shown, "form": form},
        "changes": changes.since(request, application, revision),
    }
    return render(request, "passports/vote.html", context)


@require_POST
def confirm_vote(request: HttpRequest, application_id: str) -> HttpResponse:
    """One press: the same of the version that this page showed."""
    membership, application = load(request, application_id)
    rules.check_can_vote(membership, application)
    form = VoteForm(request.POST)
    form.is_valid()
    if tried(
        request,
        actions.confirm_vote,
        application=application,
        revision=form.cleaned_data.get("revision", 0),
        by=membership,
        at=timezone.now(),
    ):
        return _thanked(request, membership, application)
    return redirect("passports:application", application.public_id)


def _thanked(
    request: HttpRequest, membership: Membership, application: Application
) -> HttpResponse:
    """On to the next case that waits for this member."""
    said = _("Your vote counts. You can change it until the chair decides.")
    following = next_waiting(membership, application)
    if following:
        said = f"{said} {_('This is the next case that waits for you.')}"
    messages.success(request, said)
    return redirect("passports:application", (following or application).public_id)


def decide_form(typed: QueryDict, application: Application) -> DecideForm:
    """With a place for the reason where the panel votes, or an answer is awaited."""
    here = application.organisation
    latest = application.revisions.latest("number")
    given: dict[str, Any] = {
        "today": here.day(timezone.now()),
        "nation": here.nation,
        "initial": {"revision": latest.number},
        "outcomes": queries.outcomes_of(application),
        "trial_most": policy_terms.number(queries.rules_of(application), "trial_months"),
    }
    awaits, votes = application.status == Status.MORE_INFO, queries.is_voted_on(application)
    if not votes and not awaits:
        return DecideForm(typed or None, **given)
    tally = queries.tally_of(application, latest) if votes else None
    return VotedDecideForm(typed or None, **given, tally=tally, awaits=awaits)
