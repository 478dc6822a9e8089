"""Numbers as pictures, each with its table: where things stand in the drawing."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from mercat.organisations.queries import Branch
from mercat.platforms import platform_name
from mercat.register.models import MonthTally, Tally

WIDTH, HEIGHT, EDGE = 640, 220, 20
MOST_DEPARTMENTS, MOST_PLATFORMS = 20, 12


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float
    month: date
    count: int
    entered: int
    ended: int


def growth(tallies: list[MonthTally], *, until: date) -> dict[str, Any] | None:
    """The accounts in use at the end of each month, as a line; months without any change too."""
    if not tallies:
        return None
    months = _every_month(tallies, until)
    total, counts = 0, []
    for each in months:
        total += each.entered - each.ended
        counts.append(total)
    top = max(*counts, 1)
    points = [
        _point(place, len(months), each, count, top)
        for place, (each, count) in enumerate(zip(months, counts, strict=True))
    ]
    line = " ".join(f"{point.x:.1f},{point.y:.1f}" for point in points)
    floor = HEIGHT - EDGE
    return {
        "points": points,
        "newest": list(reversed(points)),
        "line": line,
        "area": f"{points[0].x:.1f},{floor} {line} {points[-1].x:.1f},{floor}",
        "top": top,
        "width": WIDTH,
        "height": HEIGHT,
        "floor": floor,
    }


def _every_month(tallies: list[MonthTally], until: date) -> list[MonthTally]:
    """From the first to the month of `until`, in order."""
    known = {each.month: each for each in tallies}
    month, last, found = min(known), max(*known, until.replace(day=1)), []
    while month <= last:
        found.append(known.get(month) or MonthTally(month=month, entered=0, ended=0))
        month = (month + timedelta(days=31)).replace(day=1)
    return found


def _point(place: int, many: int, tally: MonthTally, count: int, top: int) -> Point:
    x = EDGE + (WIDTH - 2 * EDGE) * (place / (many - 1) if many > 1 else 1)
    y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * count / top
    return Point(x, y, tally.month, count, tally.entered, tally.ended)


def map_of(tallies: list[Tally]) -> dict[str, Any] | None:
    """Departments down, platforms across, the largest first; a fuller circle is more accounts."""
    open_ones = [each for each in tallies if each.open_count]
    if not open_ones:
        return None
    by_department: Counter[str] = Counter()
    by_platform: Counter[str] = Counter()
    cells: Counter[tuple[str, str]] = Counter()
    for each in open_ones:
        name = str(each.department or _("No department"))
        by_department[name] += each.open_count
        by_platform[each.platform] += each.open_count
        cells[name, each.platform] += each.open_count
    platforms = [key for key, _count in by_platform.most_common(MOST_PLATFORMS)]
    top = max(cells.values())
    return {
        "platforms": [platform_name(key) for key in platforms],
        "rows": [
            {
                "department": name,
                "cells": [_cell(platform_name(key), cells[name, key], top) for key in platforms],
            }
            for name, _count in by_department.most_common(MOST_DEPARTMENTS)
        ],
        "left_out": len(by_department) > MOST_DEPARTMENTS or len(by_platform) > MOST_PLATFORMS,
    }


def _cell(platform: str, count: int, top: int) -> dict[str, Any]:
    return {"platform": platform, "count": count, "radius": round(3 + 9 * (count / top) ** 0.5, 1)}


def branches(tree: list[Branch], tallies: list[Tally]) -> list[dict[str, Any]]:
    """Each department with its own accounts and all below it."""
    names = ("open_count", "unconfirmed_count", "short_count")
    own: dict[int | None, Counter[str]] = {}
    for each in tallies:
        counter = own.setdefault(each.department_id, Counter())
        counter.update({name: getattr(each, name) for name in names})
    parents = {branch.department.pk: branch.department.parent_id for branch in tree}
    sums = {key: Counter(own.get(key, {})) for key in parents}
    for branch in reversed(tree):  # children stand below their parents
        parent = branch.department.parent_id
        if parent in sums:
            sums[parent].update(sums[branch.department.pk])
    return [{"branch": each, **{n: sums[each.department.pk][n] for n in names}} for each in tree]
