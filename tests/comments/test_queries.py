from datetime import timedelta

import pytest

from mercat.comments import actions, queries
from mercat.comments.models import Comment, Thread
from tests.factories import OrganisationFactory, PersonFactory


@pytest.fixture
def thread(db):
    return Thread.objects.create(organisation=OrganisationFactory())


def say(thread, text, at):
    return actions.add(thread=thread, text=text, by=PersonFactory(), at=at)


def test_comments_of_a_thread_are_its_own_the_oldest_first(thread, at):
    second = say(thread, "second", at)
    first = say(thread, "first", at - timedelta(days=1))
    third = say(thread, "third, in the same moment", at)
    say(Thread.objects.create(organisation=thread.organisation), "elsewhere", at)

    assert list(queries.comments_of(thread)) == [first, second, third]


@pytest.mark.parametrize("count", [1, 3])
def test_comments_of_a_thread_cost_one_query_with_their_authors(
    thread, at, count, django_assert_num_queries
):
    for number in range(count):
        say(thread, str(number), at)

    with django_assert_num_queries(1):
        authors = [comment.author.name for comment in queries.comments_of(thread)]

    assert len(authors) == count


def test_unread_is_what_others_wrote_since_one_looked(thread, at):
    reader, row = PersonFactory(), HolderOf(thread)
    assert not row.is_unread(reader)
    actions.add(thread=thread, text="my own", by=reader, at=at)
    assert not row.is_unread(reader)
    theirs = say(thread, "theirs", at)
    assert row.is_unread(reader)
    assert actions.mark_read(thread=thread, by=reader, at=at) == 0
    assert not row.is_unread(reader)
    assert actions.mark_read(thread=thread, by=reader, at=at) == theirs.pk
    withdrawn = say(thread, "and gone", at)
    actions.withdraw(comment=withdrawn, by=withdrawn.author, at=at)
    assert not row.is_unread(reader)
    assert queries.reader_of(thread, reader).read_to == theirs.pk


class HolderOf:
    """Something that holds the key to a thread: here, its comments."""

    def __init__(self, thread):
        self.thread = thread

    def is_unread(self, person):
        held = Comment.objects.filter(thread=self.thread)
        return held.filter(queries.has_unread(person)).exists()


def test_shared_is_what_its_author_shows_and_stands(thread, at):
    shown, kept, gone = (say(thread, text, at) for text in ("shown", "kept", "gone"))
    for each in (shown, gone):
        actions.share(comment=each, by=each.author, at=at)
    actions.withdraw(comment=gone, by=gone.author, at=at)

    assert list(queries.shared_of(thread)) == [shown]
    assert kept in queries.messages_of(thread)
