"""For clerk and chair: where everything stands, and how long it takes."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.common.languages import Text
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership, Organisation
from mercat.passports import queries, rules
from mercat.passports.actions.board import FEWEST, ON_BOARD
from mercat.passports.lifecycle import WANTS, Outcome, Status
from mercat.passports.models import Pace
from mercat.register.imports import exporting

MOST_IN_A_COLUMN = 10
STAGES = {
    "wait": _("From sending to the panel"),
    "panel": _("With the panel, to its decision"),
    "letter": _("From the decision to the letter"),
    "all": _("From sending to the letter"),
}
MEASURES = {
    "stage": _("Stage"),
    "outcome": _("Outcome, from sending to the letter"),
    "department": _("Service, from sending to the letter"),
}
GONE = _("A service that is no longer listed")
BAR = 200  # the width of the longest one


def _reader(request: HttpRequest) -> Membership:
    membership = membership_of(request)
    rules.check_can_see_board(membership)
    return membership


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    membership = _reader(request)
    today = membership.organisation.day(timezone.now())
    tallies = queries.stage_tallies(membership, today=today)
    context = {
        "today": today,
        "columns": _columns(membership, tallies),
        "counted_at": next((each["counted_at"] for each in tallies.values()), None),
        "measures": _measures(membership.organisation),
        "fewest": FEWEST,
    }
    return render(request, "passports/board.html", context)


def _columns(membership: Membership, tallies: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each state with its number, its bar, the first cases, and what can be done to all of them."""
    most = max([each["count"] for each in tallies.values()], default=0) or 1
    tasks = {WANTS[task].states[0]: task for task in rules.tasks_together(membership)}
    found = [(status, tallies.get(status, {"count": 0, "overdue": 0})) for status in ON_BOARD]
    return [
        {
            "status": status,
            "title": status.label,
            "cases": queries.cases_at(membership, status)[:MOST_IN_A_COLUMN],
            "task": tasks.get(status),
            "bar": round(BAR * tally["count"] / most, 1),
            "late": round(BAR * tally["overdue"] / most, 1),
            **tally,
        }
        for status, tally in found
    ]


def _measures(organisation: Organisation) -> list[dict[str, Any]]:
    """A table for each measure. Four queries."""
    names = _names(organisation)
    found = {key: list(queries.paces_of(organisation, key)) for key in MEASURES}
    top = max([row.ninetieth or 0 for rows in found.values() for row in rows], default=0) or 1
    return [
        {
            "title": title,
            "rows": [_bar(row, names, top) for row in _ordered(found[key])],
            "has_figures": any(row.median is not None for row in found[key]),
        }
        for key, title in MEASURES.items()
        if found[key]
    ]


def _ordered(rows: list[Pace]) -> list[Pace]:
    """Stages in the order of a case's life, the rest by how many cases there are."""
    order = list(STAGES)
    return sorted(rows, key=lambda row: order.index(row.key) if row.key in STAGES else 0)


def _names(organisation: Organisation) -> dict[str, Text]:
    outcomes = {each.value: each.label for each in Outcome}
    return {**queries.department_names(organisation), **outcomes, **STAGES}


def _bar(row: Pace, names: dict[str, Text], top: float) -> dict[str, Any]:
    return {
        "name": names.get(row.key, GONE),
        "cases": row.cases,
        "median": row.median,
        "ninetieth": row.ninetieth,
        "dark": round(BAR * (row.median or 0) / top, 1),
        "light": round(BAR * (row.ninetieth or 0) / top, 1),
    }


@require_safe
def board_column(request: HttpRequest, status: str) -> HttpResponse:
    """All that stand there, a page at a time."""
    membership = _reader(request)
    if status not in ON_BOARD:
        raise Http404(status)
    context = {
        "title": Status(status).label,
        "today": membership.organisation.day(timezone.now()),
        "page": pagination.page(
            queries.cases_at(membership, status), asked=request.GET, by="due_on"
        ),
    }
    return render(request, "passports/board_column.html", context)


@require_safe
def board_csv(request: HttpRequest) -> HttpResponseBase:
    membership = _reader(request)
    organisation = membership.organisation
    name = f"{organisation.slug}-panel-{organisation.day(timezone.now()).isoformat()}"
    return exporting.download(_lines(organisation), kind="csv", name=name, rows=0)


def _lines(organisation: Organisation) -> Iterator[list[str]]:
    yield ["Measure", "Of", "Cases", "Median days", "90 in 100 took at most, days"]
    names = _names(organisation)
    for measure in MEASURES:
        for row in _ordered(list(queries.paces_of(organisation, measure))):
            few = row.median is None
            said = [
                measure,
                str(names.get(row.key, GONE)),
                f"fewer than {FEWEST}" if few else str(row.cases),
                "" if few else f"{row.median:g}",
                "" if few else f"{row.ninetieth:g}",
            ]
            yield [exporting.safe(each) for each in said]
