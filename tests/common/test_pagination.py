import base64
import json
from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mercat.common import pagination
from mercat.people.models import Person
from mercat.register.models import Account
from tests.factories import AccountFactory, OrganisationFactory, PersonFactory

NAMES = ["Ailsa", "Iona", "Iona", "Iona", "Iona", "Morag", "Rory"]


@pytest.fixture
def people(db):
    return [PersonFactory(name=name) for name in NAMES]


def read(query, size=2):
    asked = QueryDict(query.removeprefix("?"))
    return pagination.page(Person.objects.all(), asked=asked, by="name", size=size)


def cursor(content):
    text = json.dumps(content).encode()
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def walk(query, direction):
    while True:
        page = read(query)
        yield page
        query = getattr(page, direction)
        if not query:
            return


def test_page_first_has_a_next_page_and_none_before(people):
    page = read("")

    assert (page.rows, page.previous_query) == (people[:2], "")
    assert page.next_query.startswith("?after=")


def test_page_of_all_rows_has_no_neighbours(people):
    page = read("", size=len(people))

    assert (page.rows, page.next_query, page.previous_query) == (people, "", "")


def test_page_of_no_rows_has_no_neighbours(db):
    page = read("")

    assert (page.rows, page.next_query, page.previous_query) == ([], "", "")


def test_page_after_falls_between_rows_of_one_name(people):
    page = read(read("").next_query)

    assert page.rows == people[2:4]


def test_page_before_is_the_page_one_came_from(people):
    first = read("")
    third = read(read(first.next_query).next_query)

    back = read(read(third.previous_query).previous_query)

    assert back == first


@pytest.mark.parametrize("count", range(8))
def test_page_walked_forwards_and_back_shows_each_row_once(db, count):
    people = [PersonFactory(name=name) for name in NAMES[:count]]

    forwards = list(walk("", "next_query"))
    back = list(walk(forwards[-1].previous_query, "previous_query"))[::-1]

    assert [row for page in forwards for row in page.rows] == people
    if len(forwards) > 1:
        assert [page.rows for page in back] == [page.rows for page in forwards[:-1]]


def test_page_whose_cursor_row_was_deleted_goes_on_after_it(people):
    query = read("").next_query
    people[1].delete()

    assert read(query).rows == people[2:4]


def test_page_with_quotes_in_the_name_goes_on_after_it(db):
    people = [PersonFactory(name=name) for name in ('"', "'; --", "Seòras Ø")]

    assert read(read("").next_query).rows == people[2:]


@pytest.mark.parametrize("query", ["", "after", "before"])
def test_page_costs_one_query(people, django_assert_num_queries, query):
    asked = f"?{query}={cursor(['Iona', people[2].pk])}" if query else ""

    with django_assert_num_queries(1):
        read(asked)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=6,
)
BENT = st.one_of(
    st.text(),
    st.text("ABCabc019-_=", max_size=40),
    st.binary().map(lambda some: base64.urlsafe_b64encode(some).decode()),
    st.integers(1, 60).map(lambda length: cursor(["Iona", 3])[:-1][:length] + "!"),
    JSON.map(cursor).filter(lambda made: not is_whole(made)),
    st.sampled_from([["Io\0na", 1], ["Iona", 2**63], ["Iona", 1.5], ["\ud800", 1]]).map(cursor),
)


def is_whole(made):
    content = json.loads(base64.urlsafe_b64decode(made + "=" * (-len(made) % 4)))
    return isinstance(content, list) and [type(part) for part in content] == [str, int]


@pytest.mark.parametrize("direction", ["after", "before"])
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(bent=BENT)
def test_page_with_a_bent_cursor_is_the_first(people, direction, bent):
    asked = QueryDict(mutable=True)
    asked[direction] = bent

    page = pagination.page(Person.objects.all(), asked=asked, by="name", size=2)

    assert page == read("")


@pytest.fixture
def dated(db):
    organisation = OrganisationFactory()
    days = [date(2026, 3, 1), date(2026, 3, 1), date(2026, 11, 2), date(2027, 1, 1)]
    return [AccountFactory(organisation=organisation, since=day) for day in days]


def read_dated(query, **options):
    asked = QueryDict(query.removeprefix("?"))
    return pagination.page(Account.objects.all(), asked=asked, by="since", size=3, **options)


def test_page_by_day_goes_on_after_it(dated):
    first = read_dated("")

    assert (first.rows, read_dated(first.next_query).rows) == (dated[:3], dated[3:])


def test_page_newest_first_turns_the_order_round(dated):
    first = read_dated("", newest_first=True)
    second = read_dated(first.next_query, newest_first=True)

    assert [*first.rows, *second.rows] == dated[::-1]
    assert read_dated(second.previous_query, newest_first=True) == first


@pytest.mark.parametrize("day", ["", "yesterday", "2026-13-01", "2026-11-18 10:30", "٢٠٢٦"])
def test_page_by_day_with_a_bent_cursor_is_the_first(dated, day):
    bent = cursor([day, 1])

    assert read_dated(f"?after={bent}") == read_dated(f"?before={bent}") == read_dated("")


def test_page_with_a_cursor_nested_too_deep_is_the_first(people):
    bent = base64.urlsafe_b64encode(b"[" * 3000).decode()

    assert read(f"?after={bent}") == read("")
