"""Under five is hidden: the one place that says which counts may be shown.

Whatever leaves the tallies (pages, CSV, facts for Learning) goes through here. Nothing under five
can be had by taking one shown number from another: a total is shown only where what it hides is
nought, or five and more; parts are hidden with it until that is so. Periods are four weeks that
never overlap, and are shown once they are over, so that nobody can take yesterday from today.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
G = TypeVar("G", bound=Hashable)

FEWEST = 5
WEEK = timedelta(days=7)
WEEKS = 4
FIRST = date(2024, 1, 1)  # a Monday, from which periods are counted


@dataclass(frozen=True, slots=True)
class Shown(Generic[K]):
    """What may be shown: cells of five and more, and their total unless it gives away others."""

    cells: dict[K, int]
    total: int | None


@dataclass(frozen=True, slots=True)
class Nested(Generic[G, K]):
    groups: Shown[G]
    parts: dict[G, Shown[K]] = field(default_factory=dict)


def shown(counts: Mapping[K, int]) -> Shown[K]:
    cells = {key: count for key, count in counts.items() if count >= FEWEST}
    total = sum(counts.values())
    hides = total - sum(cells.values())
    return Shown(cells, None if total < FEWEST or 0 < hides < FEWEST else total)


def nested(groups: Mapping[G, Mapping[K, int]]) -> Nested[G, K]:
    """Groups with their parts: a group that is shown keeps its total, at the cost of its parts."""
    totals = shown({group: sum(parts.values()) for group, parts in groups.items()})
    return Nested(totals, {group: _within(groups[group]) for group in totals.cells})


def _within(counts: Mapping[K, int]) -> Shown[K]:
    cells = dict(shown(counts).cells)
    total = sum(counts.values())
    while 0 < total - sum(cells.values()) < FEWEST:
        del cells[min(cells, key=lambda key: (cells[key], str(key)))]
    return Shown(cells, total)


def said(count: int | None) -> int | None:
    """A number of people who said the same of something that everybody sees."""
    return count if count is not None and count >= FEWEST else None


def week_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def period_of(week: date) -> date:
    """The Monday on which the four weeks of this week begin."""
    weeks = (week - FIRST).days // 7
    return FIRST + (weeks // WEEKS) * WEEKS * WEEK


def is_over(period: date, *, today: date) -> bool:
    return period + WEEKS * WEEK <= today


def last_day(period: date) -> date:
    return period + WEEKS * WEEK - timedelta(days=1)
