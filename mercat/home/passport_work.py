"""Passports on lists of work: they end, are suspended, or may be taken back."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mercat.home.work import MOST, Work
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import has_role
from mercat.passports import queries as passports


def waiting_for(membership: Membership) -> list[Work]:
    """At most five queries."""
    suspended, taken_back = _suspended(membership), _taken_back(membership)
    return [
        *_corrections(membership),
        *suspended,
        *taken_back,
        *_ending(membership),
        *_left_by_passports(membership),
    ]


def _corrections(membership: Membership) -> list[Work]:
    if not has_role(membership, [Role.CLERK, Role.CHAIR]):
        return []
    return [
        Work(
            title=str(correction.application),
            what=_("A letter is to be corrected: agree, or drop it"),
            url=reverse("passports:correct", args=[correction.application.public_id]),
            due_on=None,
        )
        for correction in passports.corrections_waiting_for(membership)[:MOST]
    ]


def _suspended(membership: Membership) -> list[Work]:
    if not has_role(membership, [Role.ADVISER, Role.CHAIR]):
        return []
    return [
        Work(
            title=str(suspension.passport.application),
            what=_("Suspended: look at it again"),
            url=reverse("passports:passport", args=[suspension.passport.public_id]),
            due_on=suspension.review_on,
        )
        for suspension in passports.suspensions_to_review(membership)[:MOST]
    ]


def _ending(membership: Membership) -> list[Work]:
    today = membership.organisation.day(timezone.now())
    return [
        Work(
            title=str(passport.application),
            what=_("Your passport ends: renew it")
            if passport.expires_on >= today
            else _("Your passport has ended: renew it, or tell communications"),
            url=reverse("passports:renew", args=[passport.public_id]),
            due_on=passport.expires_on,
        )
        for passport in passports.ending_of(membership, today=today)[:MOST]
    ]


def _left_by_passports(membership: Membership) -> list[Work]:
    if not has_role(membership, [Role.KEEPER]):
        return []
    return [
        Work(
            title=str(passport.application),
            what=_("In use, and its passport has ended: hand it over or close it"),
            url=reverse("register:account", args=[passport.account.public_id]),
            due_on=passport.expires_on,
        )
        for passport in passports.accounts_left_by_passports(membership)[:MOST]
        if passport.account
    ]


def _taken_back(membership: Membership) -> list[Work]:
    """Reasons to reply to, and what waits for the panel or for a second person."""
    waiting = passports.revocations_waiting_for(membership)[:MOST]
    return [
        Work(
            title=str(revocation.passport.application),
            what=_("The panel would like to hear you about your passport")
            if revocation.passport.holder_id == membership.person_id
            else _("A passport may be taken back: decide"),
            url=reverse("passports:revocation", args=[revocation.public_id]),
            due_on=revocation.due_on,
            tone="stop",
        )
        for revocation in waiting
    ]
