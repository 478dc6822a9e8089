from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from mercat.audit import actions as audit
from mercat.comments import rules
from mercat.comments.models import Comment, CommentVersion, Reader, Thread
from mercat.organisations.models import Organisation
from mercat.people.models import Person

TOLD_ANEW_AFTER = timedelta(days=1)


@transaction.atomic
def add(
    *,
    thread: Thread,
    text: str,
    by: Person,
    at: datetime,
    part: str = "",
    quotes: Comment | None = None,
    answers: Comment | None = None,
    shared: bool = False,
    could_be_guidance: bool = False,
    organisation: Organisation | None = None,
) -> Comment:
    """Write in a thread. Whether this person may is for the thread's owner to say, before.

    `organisation` is the author's own, if it is not the thread's.
    """
    comment = Comment.objects.create(
        thread=thread,
        author=by,
        organisation=organisation or thread.organisation,
        part=part,
        text=text,
        quotes=quotes,
        answers=answers,
        could_be_guidance=could_be_guidance,
        shared_at=at if shared else None,
        written_at=at,
    )
    facts: dict[str, Any] = {"thread": thread.public_id}
    if answers:
        facts["answers"] = answers.public_id
    if shared:
        facts["shared"] = True
    _record("added", comment, by=by, at=at, facts=facts, words={"text": text})
    return comment


@transaction.atomic
def change(*, comment: Comment, text: str, shared: bool, by: Person, at: datetime) -> Comment:
    """The author's own words anew, for a day. How they read before is kept."""
    comment = _locked(comment)
    rules.check_can_change(comment, by, at=at)
    if text == comment.text and shared == bool(comment.shared_at):
        return comment
    if text != comment.text:
        CommentVersion.objects.create(comment=comment, text=comment.text, replaced_at=at)
        comment.text, comment.changed_at = text, at
    comment.shared_at = (comment.shared_at or at) if shared else None
    comment.save()
    _record("changed", comment, by=by, at=at, facts={"shared": shared}, words={"text": text})
    return comment


@transaction.atomic
def withdraw(*, comment: Comment, by: Person, at: datetime, any_time: bool = False) -> Comment:
    """Nobody reads it from now on. The words are kept with the record."""
    comment = _locked(comment)
    rules.check_can_change(comment, by, at=comment.written_at if any_time else at)
    comment.withdrawn_at, comment.could_be_guidance = at, False
    comment.save()
    _record("withdrawn", comment, by=by, at=at)
    return comment


@transaction.atomic
def share(*, comment: Comment, by: Person, at: datetime) -> Comment:
    """Show one's own comment beyond the thread's own people; at any time, once for all."""
    comment = _locked(comment)
    rules.check_is_author(comment, by)
    rules.check_stands(comment)
    if comment.shared_at is None:
        comment.shared_at = at
        comment.save()
        _record("shared", comment, by=by, at=at)
    return comment


@transaction.atomic
def flag(*, comment: Comment, could_be_guidance: bool, by: Person, at: datetime) -> Comment:
    """Whether this answer could help others too. Who may say so is for the thread's owner."""
    comment = _locked(comment)
    rules.check_stands(comment)
    if comment.could_be_guidance != could_be_guidance:
        comment.could_be_guidance = could_be_guidance
        comment.save()
        _record("flagged", comment, by=by, at=at, facts={"could_be_guidance": could_be_guidance})
    return comment


def mark_read(*, thread: Thread, by: Person, at: datetime) -> int:
    """This person has seen all of it; returns how far they had read before."""
    newest = thread.comments.order_by("-pk").values_list("pk", flat=True).first() or 0
    reader = Reader.objects.filter(thread=thread, person=by).first()
    before = reader.read_to if reader else 0
    told = reader and reader.told_at and (not reader.read_at or reader.read_at <= reader.told_at)
    if before < newest or told:
        Reader.objects.update_or_create(
            thread=thread, person=by, defaults={"read_to": newest, "read_at": at}
        )
    return before


@transaction.atomic
def tell(*, thread: Thread, person: Person, at: datetime) -> bool:
    """Whether to send them a mail now: one until they look, and one a day at most."""
    Reader.objects.get_or_create(thread=thread, person=person)
    reader = Reader.objects.select_for_update().get(thread=thread, person=person)
    told, read = reader.told_at, reader.read_at
    if told and not (read and read >= told) and at < told + TOLD_ANEW_AFTER:
        return False
    reader.told_at = at
    reader.save()
    return True


def _locked(comment: Comment) -> Comment:
    return Comment.objects.select_for_update().get(pk=comment.pk)


def _record(
    action: str,
    comment: Comment,
    *,
    by: Person,
    at: datetime,
    facts: dict[str, Any] | None = None,
    words: dict[str, Any] | None = None,
) -> None:
    audit.record(
        f"comments.comment.{action}",
        subject=comment,
        organisation=comment.thread.organisation,
        by=by,
        at=at,
        facts=facts,
        words=words,
    )
