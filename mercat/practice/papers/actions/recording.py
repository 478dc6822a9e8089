"""What every step does: lock the row, find its move, leave an event."""

from datetime import datetime
from typing import Any

from mercat.audit import actions as audit
from mercat.common.lifecycle import check_move
from mercat.people.models import Person
from mercat.practice.papers.lifecycle import COMMENT_MOVES, MOVES, CommentState, State
from mercat.practice.papers.models import Paper, PaperComment


def locked(paper: Paper) -> Paper:
    rows = Paper.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.prefetch_related("authors").get(pk=paper.pk)


def locked_comment(comment: PaperComment) -> PaperComment:
    rows = PaperComment.objects.select_for_update(of=("self",))
    return rows.select_related("part").get(pk=comment.pk)


def move(paper: Paper, action: str, new: str) -> None:
    check_move(MOVES, action=action, old=paper.state, new=new)
    paper.state = State(new)


def move_comment(comment: PaperComment, action: str, new: str) -> None:
    check_move(COMMENT_MOVES, action=action, old=comment.state, new=new)
    comment.state = CommentState(new)


def record(
    verb: str,
    paper: Paper,
    *,
    by: Person | None,
    at: datetime,
    words: dict[str, Any] | None = None,
    **facts: Any,
) -> None:
    audit.record(
        f"practice.paper.{verb}",
        subject=paper,
        organisation=paper.organisation,
        by=by,
        at=at,
        facts={"state": paper.state, **facts},
        words={name: text for name, text in (words or {}).items() if text} or None,
    )


def record_comment(
    verb: str,
    comment: PaperComment,
    paper: Paper,
    *,
    by: Person | None,
    at: datetime,
    words: dict[str, Any] | None = None,
    **facts: Any,
) -> None:
    """In the chain of the organisation whose paper it is."""
    audit.record(
        f"practice.paper_comment.{verb}",
        subject=comment,
        organisation=paper.organisation,
        by=by,
        at=at,
        facts={"paper": paper.public_id, "state": comment.state, **facts},
        words={name: text for name, text in (words or {}).items() if text} or None,
    )
