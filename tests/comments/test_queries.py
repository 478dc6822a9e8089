from datetime import timedelta

import pytest

from mercat.comments import actions, queries
from mercat.comments.models import Thread
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
