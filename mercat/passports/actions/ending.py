"""A passport ends when a letter is released: another takes its place, or none does."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports.actions import passport as life
from mercat.passports.lifecycle import GRANTING, LIVE, Kind, Outcome, PassportStatus
from mercat.passports.models import Decision, Passport

Ended = list[tuple[str, Passport]]  # the word of the move, and the passport


def end_replaced(
    decision: Decision, *, asked: Decision | None = None, at: datetime
) -> list[Passport]:
    """All that a letter ends: emergency passports, and the one that a renewal takes over from.

    `asked`: the first decision, where this one is of an appeal.
    """
    asked = asked or decision
    return [*_end_emergency(decision, asked, at=at), *_end_renewed(decision, asked, at=at)]


def ended_as(passports: Sequence[Passport]) -> Ended:
    return [(_word(each), each) for each in passports]


def _word(passport: Passport) -> str:
    return "supersede" if passport.status == PassportStatus.SUPERSEDED else "end"


def _end_renewed(decision: Decision, asked: Decision, *, at: datetime) -> list[Passport]:
    application = asked.application
    renews = application.kind in {Kind.RENEWAL, Kind.CHANGE}
    if not renews or decision.outcome not in GRANTING:
        return []
    passport = life.locked(application.renewal.passport)
    if passport.status == PassportStatus.SUSPENDED:
        raise Refused(_("The passport that it renews is suspended. Lift that first, or end it."))
    if passport.status not in {PassportStatus.ACTIVE, PassportStatus.EXPIRED}:
        raise Refused(
            _("The passport that it renews has ended meanwhile. Ask the chair to decide again.")
        )
    life.move(passport, action="supersede", at=at)
    return [passport]


def _end_emergency(decision: Decision, asked: Decision, *, at: datetime) -> list[Passport]:
    """The case's own, and whichever holds the account that a new passport is for."""
    if decision.outcome == Outcome.DEFERRED:
        return []  # nothing is decided, so it runs to its last day
    approves = decision.outcome in GRANTING
    action = "supersede" if approves else "end"
    ended = []
    for passport in _valid(asked, with_account=approves):
        life.move(passport, action=action, at=at)
        ended.append(passport)
    return ended


def _valid(decision: Decision, *, with_account: bool) -> QuerySet[Passport]:
    wanted = Q(application=decision.application)
    # To look after an account with others takes the place of nobody's.
    given = decision.revision.content["answers"].get("account")
    if with_account and given:
        wanted |= Q(account__platform=given["platform"], account__key=given["key"])
    found = Passport.objects.select_for_update(of=("self",)).filter(
        wanted,
        organisation=decision.application.organisation_id,
        decision=None,
        status__in=LIVE,
    )
    return found.select_related("organisation").order_by("pk")


def record_ended(ended: Ended, *, by: Membership, at: datetime) -> None:
    """Apart, because the end of the audit chain is locked last."""
    for action, passport in ended:
        life.record(action, passport, by=by, at=at)
