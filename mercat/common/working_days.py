"""Working days of a nation of the UK: weekdays that are not bank holidays there."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

SUBDIVISIONS = {"england": "ENG", "scotland": "SCT", "wales": "WLS", "northern_ireland": "NIR"}


def is_working_day(day: date, *, nation: str) -> bool:
    return day.weekday() < 5 and day not in _bank_holidays(nation)


def add(start: date, days: int, *, nation: str) -> date:
    """The day this many working days after start; start itself never counts."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day, nation=nation)
    return day


def between(start: date, end: date, *, nation: str) -> int:
    """Working days after start, up to and with end; 0 when end is not later."""
    span = range(1, (end - start).days + 1)
    return sum(is_working_day(start + timedelta(days=n), nation=nation) for n in span)


HALF, NEARLY, LATE = 50, 80, 100  # the steps at which somebody is reminded


def step(begun_on: date, due_on: date, *, today: date, nation: str) -> int:
    """The highest step of the time that is reached, 0 for none. The last day is still in time."""
    if today > due_on:
        return LATE
    total = between(begun_on, due_on, nation=nation)
    spent = between(begun_on, today, nation=nation)
    return max(
        (each for each in (HALF, NEARLY) if total and spent * 100 >= each * total), default=0
    )


def bank_holidays(start: date, end: date, *, nation: str) -> list[tuple[date, str]]:
    """Those from start up to and with end, each by its name."""
    found = sorted(_bank_holidays(nation).items())
    return [(day, name) for day, name in found if start <= day <= end]


@lru_cache
def _bank_holidays(nation: str) -> holidays.HolidayBase:
    # All years at once: filled as it goes, it would be half full for another thread.
    return holidays.country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=range(2020, 2051))
