"""What pages show as numbers: counted by tick, so that no page counts the register."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from mercat.register import queries
from mercat.register.actions.custodians import count_administrators
from mercat.register.lifecycle import CLOSED, OPEN, Status
from mercat.register.models import Account, MonthTally, Tally

ENDED = (*CLOSED, Status.LOST)
RECENT = timedelta(days=2)  # many runs of the job, so that one which failed is made good
ENOUGH = 2


def count_register(*, at: datetime) -> int:
    """Count anew; returns how many rows of numbers there are. Reads first, then writes shortly."""
    for account in queries.accounts_touched_by_leaving(since=at - RECENT):
        count_administrators(account)
    tallies, months = _tallies(at), _months()
    with transaction.atomic():
        Tally.objects.filter(organisation__sealed_at=None).delete()
        Tally.objects.bulk_create(tallies, batch_size=500)
        MonthTally.objects.filter(organisation__sealed_at=None).delete()
        MonthTally.objects.bulk_create(months, batch_size=500)
    return len(tallies)


def _counted() -> QuerySet[Account]:
    return Account.objects.filter(status__in=[*OPEN, *ENDED], organisation__sealed_at=None)


def _tallies(at: datetime) -> list[Tally]:
    is_open = Q(status__in=OPEN)
    stale = Q(confirmed_at=None) | Q(confirmed_at__lt=at - queries.CONFIRMED_FOR)
    counted = (
        _counted()
        .values("organisation_id", "department_id", "platform")
        .annotate(
            open_count=Count("pk", filter=is_open),
            closed_count=Count("pk", filter=~is_open),
            unconfirmed_count=Count("pk", filter=is_open & stale),
            short_count=Count("pk", filter=is_open & Q(administrator_count__lt=ENOUGH)),
        )
        .order_by()
    )
    return [Tally(**row, counted_at=at) for row in counted]


def _months() -> list[MonthTally]:
    on_register = _counted()
    entered = _by_month(on_register, "created_at")
    ended = _by_month(on_register.filter(status__in=ENDED), "since")
    return [
        MonthTally(
            organisation_id=organisation,
            month=month,
            entered=entered[organisation][month],
            ended=ended[organisation][month],
        )
        for organisation in entered.keys() | ended.keys()
        for month in sorted(entered[organisation].keys() | ended[organisation].keys())
    ]


def _by_month(accounts: Any, field: str) -> defaultdict[int, Counter[date]]:
    rows = accounts.annotate(month=TruncMonth(field)).values("organisation_id", "month")
    found: defaultdict[int, Counter[date]] = defaultdict(Counter)
    for row in rows.annotate(count=Count("pk")).order_by():
        first = row["month"].date() if isinstance(row["month"], datetime) else row["month"]
        found[row["organisation_id"]][first] += row["count"]
    return found
