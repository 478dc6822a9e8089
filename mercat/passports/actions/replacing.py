"""What becomes of passports when one released decision takes the place of another."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports.actions import passport as life
from mercat.passports.actions.ending import Ended, end_replaced, ended_as
from mercat.passports.actions.granting import grant
from mercat.passports.actions.hearing import hear
from mercat.passports.lifecycle import GRANTING, LIVE, Kind, Outcome, PassportStatus
from mercat.passports.models import Appeal, Decision, Passport


def replace(
    wrong: Decision, decision: Decision, *, by: Membership, at: datetime
) -> tuple[Passport | None, Ended]:
    """The new one's passport, if it has any, and what ended or came back."""
    appeal = decision.application.appeal if decision.application.kind == Kind.APPEAL else None
    if appeal and appeal.passport:
        return _heard_of_passport(appeal.passport, wrong, decision, by=by, at=at)
    asked = (appeal.decision if appeal else None) or decision
    approves = decision.outcome in GRANTING
    found = Passport.objects.filter(decision=wrong).first()
    old = life.locked(found) if found else None
    if old is None and appeal:
        return hear(decision, by=by, at=at)
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
        granted = grant(decision, asked=asked, account=old.account, by=by, at=at)
        return granted, [(action, old)]
    return None, [(action, old), *_bring_back(asked, appeal, at=at)]


def _heard_of_passport(
    passport: Passport, wrong: Decision, decision: Decision, *, by: Membership, at: datetime
) -> tuple[Passport | None, Ended]:
    """A letter can still give back what was suspended or taken; it takes nothing a second time."""
    if decision.outcome == wrong.outcome:
        return (None if decision.outcome == Outcome.UPHELD else passport), []
    if decision.outcome == Outcome.UPHELD:
        sentence = _(
            "The letter gave the passport back. If that was wrong, suspend it or take it back "
            "again, with reasons."
        )
        raise Refused(sentence)
    return hear(decision, by=by, at=at)


def _begin(
    wrong: Decision, decision: Decision, approves: bool, *, by: Membership, at: datetime
) -> tuple[Passport | None, Ended]:
    """The wrong one granted nothing."""
    was_open = wrong.outcome == Outcome.DEFERRED
    gone = end_replaced(decision, at=at) if approves or was_open else []
    return (grant(decision, by=by, at=at) if approves else None), ended_as(gone)


def _bring_back(asked: Decision, appeal: Appeal | None, *, at: datetime) -> Ended:
    """The passport whose place the wrong letter took is again what it was."""
    found, until = _replaced(asked, appeal)
    if found is None or until is None:
        return []
    passport = life.locked(found)
    if passport.status != PassportStatus.SUPERSEDED:
        return []
    over = until < passport.organisation.day(at)
    passport.expires_on = until
    new = PassportStatus.EXPIRED if over else PassportStatus.ACTIVE
    life.move(passport, action="reinstate", new=new, at=at)
    return [("reinstate", passport)]


def _replaced(asked: Decision, appeal: Appeal | None) -> tuple[Passport | None, date | None]:
    """What the first letter granted, or else what was to be renewed or changed; its last day."""
    if appeal and appeal.was_until:
        return Passport.objects.filter(decision=asked).first(), appeal.was_until
    renewal = getattr(asked.application, "renewal", None)
    return (renewal.passport, renewal.was_until) if renewal else (None, None)
