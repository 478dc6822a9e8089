"""Whoever it was decided about asks others to look again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mercat.common.refusals import Refused
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import actions, queries, rules
from mercat.passports.views.appeals import Against
from mercat.passports.views.life import load_passport
from mercat.passports.views.loading import load


@require_POST
def appeal(request: HttpRequest, application_id: str) -> HttpResponse:
    """Against the letter of this application."""
    membership, application = load(request, application_id)
    rules.check_is_applicant(membership, application)
    decision = queries.standing_decision(application)
    return _begin(request, membership, decision, ("passports:application", application_id))


@require_POST
def appeal_suspension(request: HttpRequest, passport_id: str) -> HttpResponse:
    membership, passport = load_passport(request, passport_id)
    rules.check_is_holder(membership, passport)
    suspension = queries.suspension_of(passport)
    return _begin(request, membership, suspension, ("passports:passport", passport_id))


@require_POST
def appeal_revocation(request: HttpRequest, revocation_id: str) -> HttpResponse:
    membership = membership_of(request)
    found = queries.revocations_seen_by(membership)
    revocation = get_object_or_404(found, public_id=revocation_id)
    rules.check_is_holder(membership, revocation.passport)
    return _begin(request, membership, revocation, ("passports:revocation", revocation_id))


def _begin(
    request: HttpRequest, membership: Membership, against: Against | None, back: tuple[str, str]
) -> HttpResponse:
    if against is None:
        messages.info(request, _("There is nothing here that can be appealed now."))
        return redirect(*back)
    try:
        begun = actions.begin_appeal(against=against, by=membership, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect(*back)
    return redirect("passports:application", begun.public_id)
