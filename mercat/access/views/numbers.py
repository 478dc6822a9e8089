"""What the organisation's people have at their desks, as far as five and more have it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.access import few, queries
from mercat.access.few import Nested
from mercat.access.lifecycle import Outcome, Support
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Organisation
from mercat.register.imports import exporting

WIDTH, HEIGHT, FLOOR = 640, 180, 150
MARKS = {Outcome.REACHABLE: "●", Outcome.BLOCKED: "✕", Outcome.UNSURE: "?", "mixed": "◐"}


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    organisation = membership_of(request).organisation
    now = timezone.now()
    today = organisation.day(now)
    periods = queries.browser_periods(organisation, today=today)
    removed, days = queries.days_to_open(organisation, at=now)
    context = {
        "shares": shares(periods),
        "browsers": latest_browsers(periods),
        "matrix": matrix(organisation, today=today),
        "ages": _ages(organisation, now),
        "removed": removed,
        "days": None if days is None else round(days),
        "fewest": few.FEWEST,
    }
    return render(request, "access/dashboard.html", context)


def share(counts: few.Shown[str]) -> int | None:
    """Of a hundred desks, how many have a supported browser; None where it cannot be said."""
    if counts.total is None or Support.YES not in counts.cells:
        return None
    return round(100 * counts.cells[Support.YES] / counts.total)


def at_least(counts: few.Shown[str]) -> int | None:
    """Where the few others are hidden: the share that it is at least, from what is shown."""
    supported = counts.cells.get(Support.YES)
    if counts.total is not None or not supported:
        return None
    return int(100 * supported / (sum(counts.cells.values()) + few.FEWEST - 1))


def shares(periods: dict[date, Nested[str, str]]) -> dict[str, Any]:
    """Bars by period, and the rows of the table below them. Empty when there is no period."""
    rows = []
    room = (WIDTH - 40) / max(len(periods), 1)
    for number, (period, counts) in enumerate(periods.items()):
        percent, least = share(counts.groups), at_least(counts.groups)
        height = (percent if percent is not None else least or 0) * FLOOR / 110
        rows.append(
            {
                "period": period,
                "last": few.last_day(period),
                "percent": percent,
                "least": least,
                "cells": [counts.groups.cells.get(each) for each in Support],
                "total": counts.groups.total,
                "x": round(20 + number * room + room * 0.15),
                "middle": round(20 + number * room + room / 2),
                "width": round(room * 0.7),
                "y": round(FLOOR - height),
                "height": round(height),
            }
        )
    drawn = {"width": WIDTH, "height": HEIGHT, "floor": FLOOR, "text": FLOOR + 20}
    return {**drawn, "rows": rows, "newest": rows[::-1]} if rows else {}


def latest_browsers(periods: dict[date, Nested[str, str]]) -> list[dict[str, Any]]:
    """The browsers of the last period, the most used first."""
    if not periods:
        return []
    latest = periods[max(periods)]
    found = [
        {"browser": browser, "support": Support(kind).label, "tone": TONES[kind], "count": count}
        for kind, parts in latest.parts.items()
        for browser, count in parts.cells.items()
    ]
    return sorted(found, key=lambda each: (-int(each["count"]), str(each["browser"])))


TONES: dict[str, str] = {Support.YES: "ok", Support.NO: "stop", Support.UNKNOWN: "plain"}


def words() -> dict[str, str]:
    return {
        Outcome.REACHABLE: _("Reachable"),
        Outcome.BLOCKED: _("Blocked"),
        Outcome.UNSURE: _("Not sure"),
        "mixed": _("It differs"),
        "": _("Too few"),
    }


def matrix(organisation: Organisation, *, today: date) -> dict[str, Any]:
    """Sites by tools: a sign and a word in each cell, and no number."""
    period, found = queries.tool_matrix(organisation, today=today)
    if period is None:
        return {}
    names = queries.desk_of(organisation).tool_names
    keys = list(names)
    said = words()
    rows = [
        {
            "site": site,
            "cells": [_cell(found.get((site.pk, key), ""), said, names[key]) for key in keys],
        }
        for site in queries.sites_of(organisation)
    ]
    return {
        "period": period,
        "last": few.last_day(period),
        "tools": [names[key] for key in keys],
        "rows": rows,
    }


def _cell(outcome: str, said: dict[str, str], tool: str) -> dict[str, str]:
    return {
        "tool": tool,
        "outcome": outcome,
        "mark": MARKS.get(outcome, "–"),
        "said": said[outcome],
        "colour": COLOURS.get(outcome, "#595463"),
    }


COLOURS = {Outcome.REACHABLE: "#2f5d33", Outcome.BLOCKED: "#9c2121", "mixed": "#7a4300"}


def _ages(organisation: Organisation, now: Any) -> list[dict[str, Any]]:
    names = {
        "new": _("wait up to two weeks"),
        "weeks": _("wait up to two months"),
        "old": _("wait longer than two months"),
    }
    tones = {"new": "plain", "weeks": "wait", "old": "stop"}
    return [
        {"count": count, "text": names[name], "tone": tones[name] if count else "plain"}
        for name, count in queries.open_by_age(organisation, at=now)
    ]


@require_safe
def dashboard_csv(request: HttpRequest) -> HttpResponseBase:
    organisation = membership_of(request).organisation
    today = organisation.day(timezone.now())
    name = f"{organisation.slug}-desks-{today.isoformat()}"
    lines = _lines(organisation, today)
    return exporting.download(lines, kind="csv", name=name, rows=0)


def _lines(organisation: Organisation, today: date) -> Iterator[list[str]]:
    """The very numbers of the page: none that it hides."""
    yield ["What", "From", "To", "Of", "Kind", "Desks"]
    periods = queries.browser_periods(organisation, today=today)
    for period, counts in periods.items():
        days = [period.isoformat(), few.last_day(period).isoformat()]
        for kind in Support:
            yield ["Support", *days, "", kind.value, _said(counts.groups.cells.get(kind))]
        yield ["Support", *days, "", "all", _said(counts.groups.total)]
        for group, parts in counts.parts.items():
            for browser, count in parts.cells.items():
                yield ["Browser", *days, exporting.safe(browser), group, str(count)]
    drawn = matrix(organisation, today=today)
    for row in drawn.get("rows", []):
        days = [drawn["period"].isoformat(), drawn["last"].isoformat()]
        for cell in row["cells"]:
            site, tool = exporting.safe(row["site"].name), exporting.safe(cell["tool"])
            yield [f"Tool: {tool}", *days, site, cell["outcome"] or "too few", ""]


def _said(count: int | None) -> str:
    return f"fewer than {few.FEWEST}, or hidden" if count is None else str(count)
