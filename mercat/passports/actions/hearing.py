"""What the letter of an appeal brings about: nothing, a passport, or one that is given back."""

from datetime import datetime

from django.utils.translation import gettext as _

from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports.actions import passport as life
from mercat.passports.actions.ending import Ended, end_replaced, ended_as
from mercat.passports.actions.granting import grant
from mercat.passports.actions.revocation import restore
from mercat.passports.lifecycle import REVOCATION_MOVES, Outcome, PassportStatus, Revoking
from mercat.passports.models import Decision, Passport, Revocation, Suspension

REPLACEABLE = (PassportStatus.ACTIVE, PassportStatus.EXPIRED)


def hear(decision: Decision, *, by: Membership, at: datetime) -> tuple[Passport | None, Ended]:
    """The passport that there is now, and what happened to which."""
    appeal = decision.application.appeal
    if decision.outcome == Outcome.UPHELD:
        return None, []
    if appeal.decision:
        return _grant(appeal.decision, decision, by=by, at=at)
    if appeal.suspension:
        return _lift(appeal.suspension, decision, at=at)
    return _give_back(appeal.revocation, at=at) if appeal.revocation else (None, [])


def _grant(
    first: Decision, decision: Decision, *, by: Membership, at: datetime
) -> tuple[Passport | None, Ended]:
    """By what was asked the first time, on the terms of the appeal's decision."""
    found = Passport.objects.filter(decision=first).first()
    if found is None:
        ended = ended_as(end_replaced(decision, asked=first, at=at))
        return grant(decision, asked=first, by=by, at=at), ended
    old = life.locked(found)
    if old.status == PassportStatus.SUSPENDED:
        raise Refused(_("Its passport is suspended. Lift that first, or end it."))
    if old.status not in REPLACEABLE:
        sentence = _(
            "Its passport has ended since, so there is nothing to change. Ask the chair to decide "
            "again."
        )
        raise Refused(sentence)
    _remember(decision, old)
    life.move(old, action="supersede", at=at)
    passport = grant(decision, asked=first, account=old.account, by=by, at=at)
    return passport, [("supersede", old)]


def _remember(decision: Decision, old: Passport) -> None:
    """Its last day, in case the letter of the appeal turns out to be wrong."""
    decision.application.appeal.was_until = old.expires_on
    decision.application.appeal.save(update_fields=["was_until"])


def _lift(
    suspension: Suspension, decision: Decision, *, at: datetime
) -> tuple[Passport | None, Ended]:
    passport = life.locked(suspension.passport)
    suspension.refresh_from_db()
    if suspension.ended_at or passport.status != PassportStatus.SUSPENDED:
        return passport, []  # somebody lifted it meanwhile, or the passport has ended
    life.move(passport, action="resume", at=at)
    suspension.words, suspension.lifted_by = decision.reasons[:2000], decision.decided_by
    suspension.ended_at = at
    suspension.save(update_fields=["words", "lifted_by", "ended_at"])
    return passport, [("resume", passport)]


def _give_back(revocation: Revocation, *, at: datetime) -> tuple[Passport | None, Ended]:
    passport = life.locked(revocation.passport)
    revocation = Revocation.objects.select_for_update(of=("self",)).get(pk=revocation.pk)
    revocation.passport = passport
    if passport.status != PassportStatus.REVOKED or revocation.status != Revoking.REVOKED:
        return passport, []
    found = check_move(REVOCATION_MOVES, action="overturn", old=revocation.status)
    revocation.status = found.new
    revocation.save(update_fields=["status"])
    restore(revocation, at=at)
    return passport, [("restore", passport)]
