"""What becomes of passports when one released decision takes the place of another."""

from datetime import datetime

from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports.actions import passport as life
from mercat.passports.actions.ending import Ended, end_replaced, ended_as
from mercat.passports.actions.granting import grant
from mercat.passports.lifecycle import GRANTING, LIVE, Outcome, PassportStatus
from mercat.passports.models import Decision, Passport


def replace(
    wrong: Decision, decision: Decision, *, by: Membership, at: datetime
) -> tuple[Passport | None, Ended]:
    """The new one's passport, if it has any, and what ended or came back."""
    approves = decision.outcome in GRANTING
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
    return (grant(decision, by=by, at=at) if approves else None), ended_as(gone)


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
