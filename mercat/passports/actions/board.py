"""Where everything stands and how long it takes, counted by tick: no page counts cases."""

import math
import statistics
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from mercat.audit import queries as audit
from mercat.organisations.models import Organisation
from mercat.passports.lifecycle import Kind, Status
from mercat.passports.models import Application, Decision, Pace, StageTally

ON_BOARD = (Status.SUBMITTED, Status.MORE_INFO, Status.IN_PANEL, Status.DECIDED, Status.DEFERRED)
NOT_JUDGED = (Kind.LEARN, Kind.COUNCILLOR, Kind.APPEAL)  # no panel decides those the first time
YEAR = timedelta(days=365)
FEWEST = 5  # below it a figure would speak of single people
OPENED = ["passports.application.opened", "passports.application.emergency_granted"]
Days = dict[tuple[str, str], list[int]]


def count_panel(*, at: datetime) -> int:
    """Count every organisation anew; returns how many rows of figures there are."""
    organisations = Organisation.objects.filter(sealed_at=None).order_by("pk")
    return sum(_count(organisation, at=at) for organisation in organisations)


def _count(organisation: Organisation, *, at: datetime) -> int:
    """Reads first, then writes shortly."""
    tallies, paces = _tallies(organisation, at=at), _paces(organisation, at=at)
    with transaction.atomic():
        StageTally.objects.filter(organisation=organisation).delete()
        StageTally.objects.bulk_create(tallies)
        Pace.objects.filter(organisation=organisation).delete()
        Pace.objects.bulk_create(paces, batch_size=500)
    return len(tallies) + len(paces)


def _tallies(organisation: Organisation, *, at: datetime) -> list[StageTally]:
    late = Q(due_on__lt=organisation.day(at))
    found = Application.objects.filter(organisation=organisation, status__in=ON_BOARD)
    counted = found.values("status").annotate(count=Count("pk"), overdue=Count("pk", filter=late))
    return [
        StageTally(organisation=organisation, counted_at=at, **row) for row in counted.order_by()
    ]


def _paces(organisation: Organisation, *, at: datetime) -> list[Pace]:
    days: Days = defaultdict(list)
    for measure, key, took in _taken(organisation, since=at - YEAR):
        days[measure, key].append(took)
    return [
        Pace(organisation=organisation, measure=measure, key=key, counted_at=at, **figures(taken))
        for (measure, key), taken in days.items()
    ]


def figures(days: list[int]) -> dict[str, Any]:
    """The middle one, and the one below which nine in ten lie; none of too few."""
    if len(days) < FEWEST:
        return {"cases": len(days), "median": None, "ninetieth": None}
    ninetieth = sorted(days)[math.ceil(0.9 * len(days)) - 1]
    return {"cases": len(days), "median": statistics.median(days), "ninetieth": ninetieth}


def _taken(organisation: Organisation, *, since: datetime) -> Iterator[tuple[str, str, int]]:
    """Of each case whose letter went out since then: what took how many days, by date there."""
    decided = Decision.objects.filter(
        application__organisation=organisation,
        application__status=Status.RELEASED,
        application__released_at__gte=since,
        replaced_at=None,
        rule="",
    ).exclude(application__kind__in=NOT_JUDGED)
    rows: Any = decided.values_list(
        "application__public_id",
        "outcome",
        "application__submitted_at",
        "decided_at",
        "application__released_at",
        "revision__content__answers__department",
    )
    taken = list(rows.iterator(chunk_size=2000))
    opened = audit.first_moments(Application, [row[0] for row in taken], OPENED)
    for case, outcome, sent, agreed, released, department in taken:
        begun = opened.get(case)
        if begun:
            yield "stage", "wait", _days(organisation, sent, begun)
            yield "stage", "panel", _days(organisation, begun, agreed)
        yield "stage", "letter", _days(organisation, agreed, released)
        whole = _days(organisation, sent, released)
        yield "stage", "all", whole
        yield "outcome", outcome, whole
        yield "department", str(department or ""), whole


def _days(organisation: Organisation, start: datetime, end: datetime) -> int:
    days: int = (organisation.day(end) - organisation.day(start)).days
    return max(0, days)
