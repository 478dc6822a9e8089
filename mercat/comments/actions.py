from datetime import datetime

from django.db import transaction

from mercat.audit import actions as audit
from mercat.comments.models import Comment, Thread
from mercat.people.models import Person


@transaction.atomic
def add(*, thread: Thread, text: str, by: Person, at: datetime) -> Comment:
    """Write in a thread. Whether this person may is for the thread's owner to say, before."""
    comment = Comment.objects.create(thread=thread, author=by, text=text, written_at=at)
    audit.record(
        "comments.comment.added",
        subject=comment,
        organisation=thread.organisation,
        by=by,
        at=at,
        facts={"thread": thread.public_id},
        words={"text": text},
    )
    return comment
