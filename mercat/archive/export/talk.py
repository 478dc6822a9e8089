"""What was said under a page, and to a paper, as data: names of those alone who chose it."""

import json
from typing import Any

from mercat.archive.export.editions import Reader
from mercat.practice import queries as practice
from mercat.practice.lifecycle import CommentState
from mercat.practice.models import Mention, Page, PageComment
from mercat.practice.papers import queries as papers
from mercat.practice.papers import voices
from mercat.practice.papers.models import Paper, PaperComment
from mercat.practice.queries import Profiles


def under_page(page: Page, reader: Reader) -> bytes:
    """As far as it was said to this reader; nothing that is hidden, or was withdrawn."""
    shown = practice.comments_for(reader, page).filter(state=CommentState.SHOWN)
    found = list(shown.select_related("comment__answers").order_by("pk"))
    mentions = list(Mention.objects.filter(said__in=found))
    people = {each.comment.author_id for each in found} | {each.person_id for each in mentions}
    known = practice.profiles_of(people)
    said = [_under_page(each, known, mentions) for each in found]
    return _written({"page": page.public_id, "comments": said}) if said else b""


def _under_page(row: PageComment, known: Profiles, mentions: list[Mention]) -> dict[str, Any]:
    comment = row.comment
    named = [each for each in mentions if each.said_id == row.pk]
    return {
        "id": comment.public_id,
        "revision": row.number,
        "replies_to": comment.answers and comment.answers.public_id,
        "text": practice.without_names(comment.text, named, known),
        "passage": row.quote,
        "name": practice.named(comment, known, for_public=True)[0],
        "organisation": str(comment.organisation or ""),
        "by_writer": comment.part == practice.WRITER,
        "written_at": comment.written_at.isoformat(),
        "changed_at": comment.changed_at and comment.changed_at.isoformat(),
    }


def of_paper(paper: Paper) -> bytes:
    shown = papers.comments_of(paper).select_related("replies_to")
    found = list(shown.order_by("written_at", "pk"))
    known = voices.faces(found, for_public=True)
    said = {"paper": paper.public_id, "comments": [_of_paper(each, known) for each in found]}
    return _written(said)


def _of_paper(comment: PaperComment, known: voices.Faces) -> dict[str, Any]:
    name, _picture = known.named(comment, for_public=True)
    return {
        "id": comment.public_id,
        "part": comment.part.public_id,
        "revision": comment.revision.number,
        "replies_to": comment.replies_to and comment.replies_to.public_id,
        "subject": comment.subject,
        "text": known.text(comment),
        "passage": comment.quote,
        "sources": comment.source_lines,
        "name": name,
        "organisation": str(comment.organisation or ""),
        "written_at": comment.written_at.isoformat(),
        "agreed": comment.agreed_count,
        "outcome": comment.outcome,
        "answer": comment.answer,
    }


def _written(said: dict[str, Any]) -> bytes:
    return json.dumps(said, indent=2, ensure_ascii=False).encode() + b"\n"
