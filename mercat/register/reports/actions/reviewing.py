"""Whoever runs an account that we call false may ask for a review, by somebody without a part."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common import languages, working_days
from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.register.reports import rules
from mercat.register.reports.actions.lifting import end_review, take_off
from mercat.register.reports.actions.recording import locked, record
from mercat.register.reports.lifecycle import REVIEW_MOVES, ReviewState, State
from mercat.register.reports.models import OwnerReview, ReportedAccount

REVIEWED_WITHIN = 20  # working days


@transaction.atomic
def ask_review(*, reported: ReportedAccount, words: str, email: str, at: datetime) -> OwnerReview:
    reported = locked(reported)
    if reported.state != State.KNOWN_FALSE:
        raise Refused(_("We do not call this account false any more."))
    organisation = reported.organisation
    review, made = OwnerReview.objects.get_or_create(
        reported=reported,
        email=email,
        state=check_move(REVIEW_MOVES, action="ask_review", old="").new,
        defaults={
            "organisation": organisation,
            "words": words,
            "language": languages.current(),
            "asked_at": at,
            "due_on": working_days.add(
                organisation.day(at), REVIEWED_WITHIN, nation=organisation.nation
            ),
        },
    )
    if made:
        record("review_asked", reported, by=None, at=at, facts={"review": review.public_id})
    return review


@transaction.atomic
def answer_review(
    *, review: OwnerReview, outcome: str, answer: str, by: Membership, at: datetime
) -> OwnerReview:
    reported = locked(review.reported)
    review = OwnerReview.objects.select_for_update().get(pk=review.pk)
    review.reported = reported
    rules.check_can_review(by, review)
    check_move(REVIEW_MOVES, action="answer_review", old=review.state, new=outcome)
    facts = {"review": review.public_id, "outcome": outcome}
    end_review(review, ReviewState(outcome), answer=answer, by=by.person, at=at)
    if outcome == ReviewState.LIFTED:
        take_off(reported, words=answer, by=by.person, at=at)
    record("reviewed", reported, by=by.person, at=at, facts=facts, words={"answer": answer})
    return review
