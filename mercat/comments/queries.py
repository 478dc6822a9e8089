from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from mercat.comments.models import Comment, Reader, Thread
from mercat.people.models import Person

MOMENT = timedelta(minutes=1)


def comments_of(thread: Thread) -> QuerySet[Comment]:
    return thread.comments.select_related("author").order_by("written_at", "pk")


def messages_of(thread: Thread) -> QuerySet[Comment]:
    """Comments with what they quote and how they read before. Two queries."""
    return thread.comments.select_related("author", "quotes__author").prefetch_related("versions")


def shared_of(thread: Thread) -> QuerySet[Comment]:
    """What those outside the thread may see. Of a quotation only what is shared itself."""
    return shared_in([thread.pk])


def shared_in(threads: Iterable[int]) -> QuerySet[Comment]:
    """The same of many threads at once, by their keys."""
    shared = Comment.objects.filter(
        thread__in=list(threads), shared_at__isnull=False, withdrawn_at=None
    )
    return shared.select_related("author", "quotes__author").order_by("written_at", "pk")


def reader_of(thread: Thread, person: Person) -> Reader | None:
    return Reader.objects.filter(thread=thread, person=person).first()


def just_written(thread: Thread, *, text: str, by: Person, at: datetime) -> Comment | None:
    """The same words of the same person a moment ago: the button was pressed twice."""
    latest = thread.comments.filter(written_at__gt=at - MOMENT).order_by("-pk").first()
    is_same = latest and (latest.author_id, latest.text) == (by.pk, text)
    return latest if is_same else None


def has_unread(person: Person) -> Exists:
    """To annotate rows that have a `thread`: somebody else wrote there since this person looked."""
    read = Reader.objects.filter(
        thread=OuterRef("thread"), person=person, read_to__gte=OuterRef("pk")
    )
    others = Comment.objects.filter(thread=OuterRef("thread"), withdrawn_at=None)
    return Exists(others.exclude(author=person).filter(~Exists(read)))
