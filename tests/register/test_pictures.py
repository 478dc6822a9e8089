"""Numbers as pictures."""

from datetime import date
from itertools import pairwise

from mercat.register.models import MonthTally
from mercat.register.views import pictures


def month(text, entered=0, ended=0):
    return MonthTally(month=date.fromisoformat(f"{text}-01"), entered=entered, ended=ended)


def test_growth_draws_months_in_which_nothing_happened():
    tallies = [month("2026-11", entered=2), month("2027-02", entered=1, ended=2)]

    drawn = pictures.growth(tallies, until=date(2027, 3, 31))

    points = drawn["points"]
    assert [(f"{each.month:%Y-%m}", each.count) for each in points] == [
        ("2026-11", 2),
        ("2026-12", 2),
        ("2027-01", 2),
        ("2027-02", 1),
        ("2027-03", 1),
    ]
    steps = {round(b.x - a.x) for a, b in pairwise(points)}
    assert steps == {150}


def test_growth_of_one_month_and_of_none():
    today = date(2026, 11, 2)

    drawn = pictures.growth([month("2026-11", entered=1)], until=today)

    assert [each.count for each in drawn["points"]] == [1]
    assert pictures.growth([], until=today) is None
