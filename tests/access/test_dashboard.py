"""The dashboard: numbers from five alone, on the page as in the CSV, and when."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mercat.access import actions, few, queries
from mercat.access.models import Barrier, BrowserTally, Site, ToolTally
from mercat.access.views import numbers
from tests.access.addresses import allowed, ict_of, made_barrier
from tests.factories.council import NOW

TODAY = NOW.date()
OVER = few.period_of(TODAY) - few.WEEKS * few.WEEK
CURRENT = few.period_of(TODAY)


def desks(council, count, browser="Chrome 157", support="yes", week=OVER):
    given = {"week": week, "browser": browser, "support": support, "count": count}
    BrowserTally.objects.create(organisation=council.organisation, **given)


def tried(council, site, tool, outcome, count, week=OVER):
    given = {"week": week, "tool": tool, "outcome": outcome, "count": count}
    ToolTally.objects.create(organisation=council.organisation, site=site, **given)


def periods(council, today=TODAY):
    return queries.browser_periods(council.organisation, today=today)


def test_four_weeks_are_shown_once_they_are_over(council):
    desks(council, 12, week=CURRENT)
    assert periods(council) == {}

    later = periods(council, today=CURRENT + 4 * few.WEEK)
    assert later[CURRENT].groups.total == 12


def test_weeks_of_a_period_are_added_before_anything_is_hidden(council):
    for week in range(4):
        desks(council, 2, week=OVER + week * few.WEEK)

    assert periods(council)[OVER].groups.cells == {"yes": 8}


def test_few_old_browsers_hide_and_do_not_show_through_the_total(council):
    desks(council, 40)
    desks(council, 3, "Internet Explorer 11", "no")
    found = periods(council)[OVER]

    assert (found.groups.cells, found.groups.total) == ({"yes": 40}, None)
    assert numbers.share(found.groups) is None
    assert numbers.at_least(found.groups) == 90
    assert "no" not in found.parts


def test_a_browser_of_few_hides_another_so_that_the_total_can_stay(council):
    desks(council, 30, "Chrome 157")
    desks(council, 6, "Firefox 160")
    desks(council, 2, "Vivaldi 8")
    found = periods(council)[OVER]

    assert found.groups.cells == {"yes": 38}
    assert found.parts["yes"].cells == {"Chrome 157": 30}


def test_the_share_is_of_all_where_all_may_be_shown(council):
    desks(council, 30)
    desks(council, 10, "Internet Explorer 11", "no")

    assert numbers.share(periods(council)[OVER].groups) == 75


def test_the_matrix_says_words_from_five_desks(council):
    allowed(council, sites=("Town House", "Depot"))
    house, depot = Site.objects.get(name="Town House"), Site.objects.get(name="Depot")
    tried(council, house, "facebook", "blocked", 9)
    tried(council, house, "facebook", "reachable", 1)
    tried(council, house, "youtube", "reachable", 4)
    tried(council, depot, "youtube", "reachable", 5)
    tried(council, depot, "facebook", "reachable", 5)
    tried(council, depot, "facebook", "blocked", 5)
    tried(council, depot, "x", "reachable", 50, week=CURRENT)
    drawn = numbers.matrix(council.organisation, today=TODAY)

    assert drawn["tools"][:2] == ["Facebook", "Instagram"]
    at = [drawn["tools"].index(tool) for tool in ("Facebook", "YouTube")]
    said = {row["site"].name: [row["cells"][n]["said"] for n in at] for row in drawn["rows"]}
    assert said == {"Town House": ["Blocked", "Too few"], "Depot": ["It differs", "Reachable"]}


def test_the_page_and_the_csv_show_the_same(client, council, outside):
    today = council.organisation.day(timezone.now())
    over = few.period_of(few.week_of(today)) - few.WEEKS * few.WEEK
    allowed(council, sites=("Depot",))
    desks(council, 36, week=over)
    desks(council, 3, "Netscape 4", "no", week=over)
    desks(outside, 77, "Elsewhere 1", week=over)
    tried(council, Site.objects.get(), "facebook", "blocked", 4, week=over)
    council.sign_in(client, "member")
    page = client.get(reverse("access:dashboard")).content.decode()
    csv = b"".join(client.get(reverse("access:dashboard_csv")).streaming_content).decode()

    for text in (page, csv):
        assert "36" in text
        assert "Netscape" not in text
        assert "Elsewhere" not in text
        assert "39" not in text
    assert "too few" in csv
    assert "90 % or more" in page


def test_removing_a_barrier_changes_the_page(client, council):
    barrier = made_barrier(council.colleague)
    Barrier.objects.update(reported_at=timezone.now() - timedelta(days=20))
    council.sign_in(client, "member")
    before = client.get(reverse("access:dashboard")).content.decode()
    actions.open_to_all(barrier=barrier, words="", by=ict_of(council), at=timezone.now())
    after = client.get(reverse("access:dashboard")).content.decode()

    assert "No barrier was removed" in before
    assert "1 barrier was removed in the last year. It took 20 days." in after


@pytest.mark.parametrize("many", [1, 12])
def test_the_page_costs_the_same_for_a_year(many, client, council, django_assert_num_queries):
    allowed(council, sites=("Depot", "Town House"))
    today = council.organisation.day(timezone.now())
    for back in range(1, many + 1):
        week = few.period_of(few.week_of(today)) - back * few.WEEKS * few.WEEK
        desks(council, 20, week=week)
        tried(council, Site.objects.first(), "facebook", "blocked", 9, week=week)
    council.sign_in(client, "member")
    client.get(reverse("access:dashboard"))

    with django_assert_num_queries(QUERIES):
        client.get(reverse("access:dashboard"))


QUERIES = 10


def test_days_to_open_is_a_median(council):
    ict = ict_of(council)
    for days in (2, 10, 40):
        barrier = made_barrier(council.colleague)
        actions.open_to_all(barrier=barrier, words="", by=ict, at=NOW + timedelta(days=days))

    found = queries.days_to_open(council.organisation, at=NOW + timedelta(days=41))
    assert found == (3, 10)


def test_open_barriers_stand_by_their_age(council):
    for days in (1, 20, 100):
        made_barrier(council.colleague)
        newest = Barrier.objects.order_by("-pk").first()
        Barrier.objects.filter(pk=newest.pk).update(reported_at=NOW - timedelta(days=days))

    found = queries.open_by_age(council.organisation, at=NOW)
    assert found == [("new", 1), ("weeks", 1), ("old", 1)]


def test_periods_begin_on_mondays():
    assert OVER.weekday() == 0
    assert date(2024, 1, 1) == few.FIRST
