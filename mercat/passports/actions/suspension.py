"""For a while a passport counts for nothing: at once, with a reason and a day to look again."""

from datetime import date, datetime

from django.db import transaction

from mercat.organisations.models import Membership
from mercat.passports import emails, rules
from mercat.passports.actions import passport as life
from mercat.passports.actions.limits import passport_appeal_until
from mercat.passports.models import Passport, Suspension


@transaction.atomic
def suspend(
    *, passport: Passport, reason: str, review_on: date, by: Membership, at: datetime
) -> Suspension:
    passport = life.locked(passport)
    rules.check_can_suspend(by, passport)
    life.move(passport, action="suspend", at=at)
    suspension = Suspension.objects.create(
        organisation=passport.organisation,
        passport=passport,
        reason=reason,
        review_on=review_on,
        appeal_until=passport_appeal_until(passport, at=at),
        suspended_by=by.person,
        suspended_at=at,
    )
    emails.queue_suspended(suspension, at=at)
    facts = {"review_on": review_on.isoformat()}
    life.record("suspend", passport, by=by, at=at, facts=facts, words={"reason": reason})
    return suspension


@transaction.atomic
def resume(*, passport: Passport, words: str, by: Membership, at: datetime) -> Passport:
    """It is valid again, until the day that it always had."""
    passport = life.locked(passport)
    rules.check_can_resume(by, passport)
    suspension = passport.suspensions.filter(ended_at=None).first()
    life.move(passport, action="resume", at=at)
    if suspension:
        suspension.words, suspension.lifted_by, suspension.ended_at = words, by.person, at
        suspension.save(update_fields=["words", "lifted_by", "ended_at"])
    emails.queue_resumed(passport, words=words, at=at)
    life.record("resume", passport, by=by, at=at, words={"words": words})
    return passport
