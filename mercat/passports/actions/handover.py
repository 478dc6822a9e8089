"""A manager, or whoever keeps things right, settles what somebody left behind."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.passports import rules
from mercat.passports.actions import passport as life
from mercat.passports.actions.leaving import settle
from mercat.passports.lifecycle import Settled
from mercat.passports.models import Handover, Passport
from mercat.people.models import Person
from mercat.register import actions as register
from mercat.register.models import Account, Change, Custodian


@transaction.atomic
def hand_over(
    *,
    handover: Handover,
    to: Person,
    level: Custodian.Level,
    reason: str,
    by: Membership,
    at: datetime,
) -> Handover:
    """The account goes to a colleague; the passport that the leaver had for it is given back."""
    handover = _locked(handover, by=by)
    if handover.account is None:
        raise Refused(_("A passport is one person’s. Whoever follows applies for their own."))
    left = handover.membership.person
    register.hand_over(
        account=handover.account, left=left, to=to, level=level, reason=reason, by=by, at=at
    )
    settle(handover, "hand_over", Settled.HANDED_OVER, by=by.person, at=at)
    held = Handover.objects.select_for_update().filter(
        membership=handover.membership, passport__account=handover.account, settled_at=None
    )
    for other in held:
        _give_back(other, by=by, at=at)
    return handover


@transaction.atomic
def ask_to_close_left(
    *, handover: Handover, content: dict[str, Any], reason: str, by: Membership, at: datetime
) -> Change:
    """A second person agrees; when they have, the next hour finds it settled."""
    handover = _locked(handover, by=by)
    if handover.account is None:
        raise Refused(_("A passport is given back, not closed."))
    return register.ask_to_close(
        account=handover.account, content=content, reason=reason, by=by, at=at
    )


@transaction.atomic
def surrender_left(*, handover: Handover, by: Membership, at: datetime) -> Handover:
    handover = _locked(handover, by=by)
    if handover.passport is None:
        raise Refused(_("An account is handed over or closed."))
    _give_back(handover, by=by, at=at)
    return handover


@transaction.atomic
def surrender(
    *, passport: Passport, to: Person | None = None, by: Membership, at: datetime
) -> Passport:
    """The holder gives their own back, at any time and without a reason.

    `to`: a colleague who takes over their part in the account.
    """
    passport = life.locked(passport)
    rules.check_can_surrender(by, passport)
    if to and passport.account:
        register.hand_over(
            account=passport.account,
            left=by.person,
            to=to,
            level=_part_of(by.person, passport.account),
            reason=_("Gave the passport back"),
            by=by,
            at=at,
        )
    return _surrender(passport, by=by, at=at)


def _part_of(person: Person, account: Account) -> Custodian.Level:
    """Their first one, the owner's before the others."""
    held = set(account.custodians.filter(person=person, until=None).values_list("level", flat=True))
    return next((each for each in Custodian.Level if each in held), Custodian.Level.ADMINISTRATOR)


def _locked(handover: Handover, *, by: Membership) -> Handover:
    found = Handover.objects.select_for_update(of=("self",)).select_related(
        "membership__person", "account", "passport", "organisation"
    )
    handover = found.get(pk=handover.pk)
    rules.check_can_settle(by, handover)
    if handover.settled_at:
        raise Refused(_("Somebody has settled this already. Thank you all the same."))
    if organisations.membership_of(handover.organisation, handover.membership.person):
        raise Refused(_("They are back, so nothing has to be handed over."))
    return handover


def _give_back(handover: Handover, *, by: Membership, at: datetime) -> None:
    if handover.passport is not None:
        passport = life.locked(handover.passport)
        if passport.is_live:
            _surrender(passport, by=by, at=at)
        settle(handover, "surrender", Settled.GIVEN_BACK, by=by.person, at=at)


def _surrender(passport: Passport, *, by: Membership, at: datetime) -> Passport:
    life.move(passport, action="surrender", at=at)
    life.record("surrender", passport, by=by, at=at)
    return passport
