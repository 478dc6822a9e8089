"""An account is called false no longer. Saying less needs one person and a reason."""

from datetime import datetime

from django.db import transaction

from mercat.organisations.models import Membership
from mercat.people.models import Person
from mercat.register import actions as register
from mercat.register.reports import emails, queries, rules
from mercat.register.reports.actions.recording import decide, locked, record
from mercat.register.reports.lifecycle import ReviewState, State
from mercat.register.reports.models import OwnerReview, ReportedAccount


@transaction.atomic
def lift(*, reported: ReportedAccount, words: str, by: Membership, at: datetime) -> ReportedAccount:
    reported = locked(reported)
    rules.check_can_triage(by, reported)
    return take_off(reported, words=words, by=by.person, at=at)


def take_off(
    reported: ReportedAccount, *, words: str, by: Person | None, at: datetime
) -> ReportedAccount:
    """Locked already, and whoever does it was asked whether they may."""
    decide(reported, "lift", State.LIFTED, by=by, at=at)
    account, reported.account, reported.words = reported.account, None, words
    reported.save()
    if account is not None:
        register.call_false_no_longer(account=account, was=reported.was, by=by, at=at)
    for review in reported.reviews.filter(state=ReviewState.ASKED):
        end_review(review, ReviewState.LIFTED, answer=words, by=by, at=at)
    record("lifted", reported, by=by, at=at, words={"words": words})
    return reported


def end_review(
    review: OwnerReview, state: ReviewState, *, answer: str, by: Person | None, at: datetime
) -> None:
    """The answer goes out, and the address is forgotten."""
    review.state, review.answer = state, answer
    review.answered_by, review.answered_at = by, at
    emails.queue_review_answered(review, at=at)
    review.email = ""
    review.save()


def follow_register(*, at: datetime, most: int = 200) -> int:
    """What the register says no longer, here is called false no longer."""
    return sum(_follow(each, at=at) for each in list(queries.called_false_no_longer()[:most]))


@transaction.atomic
def _follow(reported: ReportedAccount, *, at: datetime) -> bool:
    reported = locked(reported)
    if not queries.called_false_no_longer().filter(pk=reported.pk).exists():
        return False
    reported.account = None  # the register has the last word of it
    take_off(reported, words="", by=None, at=at)
    return True
