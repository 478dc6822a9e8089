"""The rule of five: whatever is asked for and taken from one another, nobody stands alone."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mercat.learning.queries.small_numbers import FEWEST, groups, in_groups, tenths

SIZES = st.dictionaries(
    st.sampled_from(["", *map(str, range(4))]), st.integers(min_value=0, max_value=14)
)


def people(sizes, parts):
    return sum(sizes[part] for part in parts)


@given(SIZES)
def test_no_filters_and_no_difference_of_filters_leave_one_to_four(sizes):
    """Whatever is asked for, and whatever is then taken from one another."""
    found = groups(sizes)
    filters = [
        set(in_groups(sizes, chosen))
        for many in range(len(found) + 1)
        for chosen in combinations(range(len(found)), many)
    ]
    for one in filters:
        for other in filters:
            for left in (one - other, one & other, one | other, one ^ other):
                assert people(sizes, left) == 0 or people(sizes, left) >= FEWEST


@given(SIZES)
def test_groups_hold_everybody_once_or_nobody_at_all(sizes):
    found = [part for group in groups(sizes) for part in group]

    assert len(found) == len(set(found))
    assert people(sizes, found) == (sum(sizes.values()) if found else 0)
    assert bool(found) == (sum(sizes.values()) >= FEWEST)


@given(SIZES, st.lists(st.integers(min_value=-3, max_value=20)))
def test_any_numbers_in_the_address_choose_whole_groups(sizes, chosen):
    parts = in_groups(sizes, chosen)

    assert all(set(group) <= set(parts) or not set(group) & set(parts) for group in groups(sizes))


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({"": 4}, []),
        ({"": 5}, [("",)]),
        ({"0": 9, "1": 3}, [("0", "1")]),
        ({"0": 9, "1": 6, "2": 3}, [("0",), ("1", "2")]),
        ({"0": 9, "1": 6, "2": 3, "": 2}, [("0",), ("1",), ("", "2")]),
        ({"0": 9, "1": 0}, [("0",)]),
    ],
)
def test_the_smallest_that_could_stand_alone_hides_those_that_are_too_few(sizes, expected):
    assert groups(sizes) == expected


def test_tenths_are_rounded():
    assert [tenths(count, 7) for count in range(8)] == [0, 1, 3, 4, 6, 7, 9, 10]
