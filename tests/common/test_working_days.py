from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mercat.common import working_days

NATIONS = sorted(working_days.SUBDIVISIONS)
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("day", "nation", "works"),
    [
        (date(2026, 1, 2), "scotland", False),
        (date(2026, 1, 2), "england", True),
        (date(2026, 11, 30), "scotland", False),  # St Andrew's Day
        (date(2026, 11, 30), "england", True),
        (date(2026, 4, 6), "scotland", True),  # Easter Monday
        (date(2026, 4, 6), "england", False),
        (date(2026, 4, 3), "scotland", False),  # Good Friday
        (date(2026, 4, 3), "england", False),
        (date(2026, 3, 17), "northern_ireland", False),  # St Patrick's Day
        (date(2026, 3, 17), "wales", True),
        (date(2026, 11, 28), "scotland", False),  # a Saturday
        (date(2026, 12, 28), "wales", False),  # Boxing Day, moved
    ],
)
def test_is_working_day_in_each_nation(day, nation, works):
    assert working_days.is_working_day(day, nation=nation) is works


def test_add_over_st_andrews_day_takes_a_day_longer_in_scotland():
    wednesday = date(2026, 11, 18)

    assert working_days.add(wednesday, 10, nation="scotland") == date(2026, 12, 3)
    assert working_days.add(wednesday, 10, nation="england") == date(2026, 12, 2)


def test_add_none_is_the_same_day():
    assert working_days.add(date(2026, 11, 21), 0, nation="wales") == date(2026, 11, 21)


def test_between_a_day_and_an_earlier_one_is_none():
    assert working_days.between(date(2026, 11, 20), date(2026, 11, 18), nation="wales") == 0


@given(start=DAYS, days=st.integers(0, 60), nation=st.sampled_from(NATIONS))
def test_between_counts_what_add_added(start, days, nation):
    end = working_days.add(start, days, nation=nation)

    assert working_days.between(start, end, nation=nation) == days


@given(start=DAYS, days=st.integers(1, 60), nation=st.sampled_from(NATIONS))
def test_add_ends_on_the_first_day_that_is_far_enough(start, days, nation):
    end = working_days.add(start, days, nation=nation)

    assert working_days.is_working_day(end, nation=nation)
    assert working_days.between(start, end - timedelta(days=1), nation=nation) == days - 1
