"""The authors answer each comment."""

from datetime import datetime

from django.db import transaction

from mercat.organisations.models import Membership
from mercat.practice.papers import emails, rules
from mercat.practice.papers.actions.recording import locked, locked_comment, record_comment
from mercat.practice.papers.models import Paper, PaperComment


@transaction.atomic
def answer(
    *,
    paper: Paper,
    comment: PaperComment,
    outcome: str,
    words: str,
    by: Membership,
    at: datetime,
) -> PaperComment:
    """Accepted, partly or not, and why. It can be said anew while the paper is not adopted."""
    paper = locked(paper)
    rules.check_is_author(by, paper)
    comment = locked_comment(comment)
    rules.check_can_be_answered(comment, paper)
    is_first = not comment.outcome
    comment.outcome, comment.answer = outcome, words
    comment.answered_by, comment.answered_at = by.person, at
    comment.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    if is_first:
        emails.queue_answered(comment, paper, at=at)
    record_comment(
        "answered", comment, paper, by=by.person, at=at, outcome=outcome, words={"answer": words}
    )
    return comment
