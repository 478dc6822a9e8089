"""What becomes of passports when one released decision takes the place of another."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports.actions import passport as life
from mercat.passports.actions.ending import end_replaced
from mercat.passports.actions.release import grant
from mercat.passports.lifecycle import APPROVING, LIVE, Outcome, PassportStatus
from mercat.passports.models import Decision, Passport

Ended = list[tuple[str, Passport]]  # the word of the move, and the passport


def replace(
    wrong: Decision, decision: Decision, *, by: Membership, at: datetime
) -> tuple[Passport | None, Ended]:
    """The new one's passport, if it has any, and what ended or came back."""
    approves = decision.outcome in APPROVING
    found = Passport.objects.filter(decision=wrong).first()
    old = life.locked(found) if found else None
    if old is None:
        return _begin(wrong, decision, approves, by=by, at=at)
    if old.status == PassportStatus.SUSPENDED:
        raise Refused(_("Its passport is suspended. Lift that first, or end it."))
    if old.status not in LIVE:
        if approves or old.status == PassportStatus.SUPERSEDED:
            raise Refused(_("Its passport has ended since, so there is nothing to correct."))
        return None, []
    action = "supersede" if approves else "end"
    life.move(old, action=action, at=at)
    if approves:
        return grant(decision, account=old.account, by=by, at=at), [(action, old)]
    return None, [(action, old), *_bring_back(decision, at=at)]


def _begin(
    wrong: Decision, decision: Decision, approves: bool, *, by: Membership, at: datetime
) -> tuple[Passport | None, Ended]:
    """The wrong one granted nothing."""
    was_open = wrong.outcome == Outcome.DEFERRED
    gone = end_replaced(decision, at=at) if approves or was_open else []
    ended = [(_word(each), each) for each in gone]
    return (grant(decision, by=by, at=at) if approves else None), ended


def _word(passport: Passport) -> str:
    return "supersede" if passport.status == PassportStatus.SUPERSEDED else "end"


def _bring_back(decision: Decision, *, at: datetime) -> Ended:
    """The passport that the wrong letter renewed or changed is again what it was."""
    renewal = getattr(decision.application, "renewal", None)
    if renewal is None:
        return []
    passport = life.locked(renewal.passport)
    if passport.status != PassportStatus.SUPERSEDED:
        return []
    over = renewal.was_until < passport.organisation.day(at)
    passport.expires_on = renewal.was_until
    new = PassportStatus.EXPIRED if over else PassportStatus.ACTIVE
    life.move(passport, action="reinstate", new=new, at=at)
    return [("reinstate", passport)]


def record(ended: Sequence[tuple[str, Passport]], *, by: Membership, at: datetime) -> None:
    """Apart, because the end of the audit chain is locked last."""
    for action, passport in ended:
        life.record(action, passport, by=by, at=at)
