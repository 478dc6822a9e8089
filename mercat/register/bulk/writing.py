"""Make what was judged of locked accounts: a few statements for any number of them.

Each function returns, by account, what undoing puts back.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from mercat.register import queries
from mercat.register.actions import publish, publish_all
from mercat.register.actions.details import plain
from mercat.register.bulk.judging import Wish, parts_to_move
from mercat.register.lifecycle import BulkKind, Status
from mercat.register.models import Account, Custodian

Before = dict[int, dict[str, Any]]
BATCH = 500
STATUS = ("status", "since", "closed_on", "status_reason", "exit_plan")


def write(wish: Wish, accounts: list[Account], *, at: datetime) -> Before:
    return WRITES.get(wish.kind, _fields)(wish, accounts, at)


def _fields(wish: Wish, accounts: list[Account], at: datetime) -> Before:
    before = {each.pk: {wish.kind.value: plain(getattr(each, wish.kind))} for each in accounts}
    for each in accounts:
        setattr(each, wish.kind, wish.value)
    save(accounts, [wish.kind.value], at=at)
    return before


def save(accounts: list[Account], fields: list[str], *, at: datetime, step: int = 1) -> None:
    """Whoever has one of them open in a form is told that it changed meanwhile."""
    for each in accounts:
        each.row_version += step
    Account.objects.bulk_update(accounts, [*fields, "row_version"], batch_size=BATCH)
    publish_all(accounts=accounts, at=at)


def _lost(wish: Wish, accounts: list[Account], at: datetime) -> Before:
    before = {each.pk: {name: plain(getattr(each, name)) for name in STATUS} for each in accounts}
    for each in accounts:
        each.status, each.since, each.closed_on = Status.LOST, wish.since, None  # type: ignore[assignment]  # it has its day
        each.status_reason, each.exit_plan = wish.reason, ""
    save_status(accounts, at=at)
    return before


def save_status(accounts: list[Account], *, at: datetime, step: int = 1) -> None:
    for each in accounts:
        each.row_version += step
    Account.objects.bulk_update(accounts, [*STATUS, "row_version"], batch_size=BATCH)
    for each in accounts:
        publish(account=each, at=at)


def _custodians(wish: Wish, accounts: list[Account], at: datetime) -> Before:
    """The old parts end and the new ones begin; one that the other has already is left as it is."""
    to = wish.to
    if to is None:  # whoever was to follow has left: nothing was judged to change
        return {}
    before: Before = {}
    ended: list[Custodian] = []
    begun: list[Custodian] = []
    for each in accounts:
        parts = parts_to_move(wish, each)
        held = {
            part.level
            for part in each.custodians.all()
            if part.until is None and part.person_id == to.pk
        }
        begun += [
            Custodian(account=each, person=to, level=part.level, since=at, reason=wish.reason[:300])
            for part in parts
            if part.level not in held
        ]
        ended += parts
        before[each.pk] = {"ended": [part.pk for part in parts]}
    for part in ended:
        part.until, part.end_reason = at, wish.reason[:300]
    Custodian.objects.bulk_update(ended, ["until", "end_reason"], batch_size=BATCH)
    for made in Custodian.objects.bulk_create(begun, batch_size=BATCH):
        before[made.account_id].setdefault("begun", []).append(made.pk)
    count_all(accounts)
    return before


def count_all(accounts: list[Account]) -> None:
    """How many administrators each has: one statement to count, one for each number."""
    if not accounts:
        return
    counted = queries.administrators_of_all([each.pk for each in accounts])
    by_count: dict[int, list[int]] = {}
    for each in accounts:
        by_count.setdefault(counted[each.pk], []).append(each.pk)
    for count, keys in by_count.items():
        Account.objects.filter(pk__in=keys).update(administrator_count=count)


WRITES: dict[BulkKind, Callable[[Wish, list[Account], datetime], Before]] = {
    BulkKind.CUSTODIAN: _custodians,
    BulkKind.LOST: _lost,
}
