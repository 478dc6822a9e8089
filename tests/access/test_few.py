"""Nothing under five is shown, and none can be had by taking shown numbers from each other."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from mercat.access import few

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30))
GROUPS = st.dictionaries(st.sampled_from(["yes", "no", "unknown"]), COUNTS)


def differences(total, parts):
    """What anybody gets who takes any of the shown parts from their total."""
    return {
        total - sum(some) for size in range(len(parts) + 1) for some in combinations(parts, size)
    }


def is_safe(number):
    return number == 0 or number >= few.FEWEST


@given(COUNTS)
def test_no_cell_and_no_difference_is_under_five(counts):
    shown = few.shown(counts)

    assert all(count >= few.FEWEST for count in shown.cells.values())
    assert all(counts[key] == count for key, count in shown.cells.items())
    if shown.total is not None:
        assert shown.total == sum(counts.values())
        assert all(map(is_safe, differences(shown.total, list(shown.cells.values()))))


@given(COUNTS)
def test_as_much_as_may_be_is_shown(counts):
    shown = few.shown(counts)

    assert shown.cells == {key: count for key, count in counts.items() if count >= few.FEWEST}
    hides = sum(counts.values()) - sum(shown.cells.values())
    assert (shown.total is None) == (sum(counts.values()) < few.FEWEST or 0 < hides < few.FEWEST)


@given(GROUPS)
def test_groups_with_parts_give_nothing_away_either(groups):
    found = few.nested(groups)

    assert set(found.parts) == set(found.groups.cells)
    for group, parts in found.parts.items():
        assert parts.total == found.groups.cells[group]
        assert all(count >= few.FEWEST for count in parts.cells.values())
        assert all(map(is_safe, differences(parts.total, list(parts.cells.values()))))
    if found.groups.total is not None:
        everything = [[parts.total, *parts.cells.values()] for parts in found.parts.values()]
        totals = [each[0] for each in everything]
        assert all(map(is_safe, differences(found.groups.total, totals)))
        leaves = [count for each in found.parts.values() for count in each.cells.values()]
        assert all(map(is_safe, differences(found.groups.total, leaves[:10])))


@given(st.one_of(st.none(), st.integers(0, 1000)))
def test_a_number_of_people_is_said_from_five(count):
    said = few.said(count)

    assert said is None or said == count >= few.FEWEST


@given(st.dates(date(2024, 1, 1), date(2099, 1, 1)))
def test_each_day_has_one_period_which_is_over_before_it_is_shown(day):
    period = few.period_of(few.week_of(day))

    assert period <= day <= few.last_day(period)
    assert not few.is_over(period, today=day)
    assert few.is_over(period, today=few.last_day(period) + timedelta(days=1))
    assert few.period_of(period) == period
