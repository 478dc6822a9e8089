"""Moderators show and hide, with reasons; authors answer each comment."""

from datetime import datetime

from django.db import transaction

from mercat.organisations.models import Membership
from mercat.practice.papers import emails, rules
from mercat.practice.papers.actions.commenting import count_shown
from mercat.practice.papers.actions.recording import (
    locked,
    locked_comment,
    move_comment,
    record_comment,
)
from mercat.practice.papers.lifecycle import CommentState
from mercat.practice.papers.models import Paper, PaperComment


@transaction.atomic
def show(*, paper: Paper, comment: PaperComment, by: Membership, at: datetime) -> PaperComment:
    """What waited or was hidden can be read by all who read the paper."""
    paper = locked(paper)
    rules.check_can_moderate(by, paper)
    comment = locked_comment(comment)
    was_waiting = comment.state == CommentState.WAITING
    move_comment(comment, "show", CommentState.SHOWN)
    comment.moderated_by, comment.hidden_why = by.person, ""
    comment.shown_at = comment.shown_at or at
    comment.save(update_fields=["state", "moderated_by", "hidden_why", "shown_at"])
    count_shown(comment, 1)
    if was_waiting:
        emails.queue_looked_at(comment, paper, at=at)
    record_comment("shown", comment, paper, by=by.person, at=at)
    return comment


@transaction.atomic
def hide(
    *, paper: Paper, comment: PaperComment, why: str, by: Membership, at: datetime
) -> PaperComment:
    """The reason stands where the comment stood, and goes to whoever wrote it."""
    paper = locked(paper)
    rules.check_can_moderate(by, paper)
    comment = locked_comment(comment)
    was_shown = comment.state == CommentState.SHOWN
    move_comment(comment, "hide", CommentState.HIDDEN)
    comment.moderated_by, comment.hidden_why = by.person, why
    comment.save(update_fields=["state", "moderated_by", "hidden_why"])
    count_shown(comment, -1 if was_shown else 0)
    emails.queue_looked_at(comment, paper, at=at)
    record_comment("hidden", comment, paper, by=by.person, at=at, words={"why": why})
    return comment


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
