"""The nightly job: what is due is destroyed or put up for review, a small step at a time.

Each step is a transaction of its own with its line of the log, so that a job which is stopped
anywhere loses nothing and the next one goes on. No step holds more than BATCH keys in memory.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, ProtectedError, QuerySet

from mercat.audit import actions as audit
from mercat.home.lifecycle import REVIEW_MOVES, ReviewStatus
from mercat.home.models import Disposal, Review
from mercat.home.retention import holding, schedule
from mercat.home.retention.due import Held
from mercat.home.retention.rule import DESTROY, Rule
from mercat.home.retention.table import TABLE
from mercat.organisations.models import Organisation

log = logging.getLogger("mercat.retention")
BATCH = 200
MOST = 10_000  # of one kind in one night: mail waits meanwhile; the rest goes the night after
PUT_UP = {move.old for move in REVIEW_MOVES if move.action == "put_up"}


def dispose(*, at: datetime) -> dict[str, int]:
    """How many things of each kind were destroyed or put up for review."""
    done: Counter[str] = Counter()
    for organisation in (
        Organisation.objects.filter(sealed_at=None).order_by("pk").iterator(chunk_size=BATCH)
    ):
        held = holding.held(organisation, at=at)
        if held is not None:
            periods = schedule.chosen(organisation)
            done += _dispose_of(organisation, periods, held, at=at)
    done += _dispose_of(None, {}, holding.of_anywhere(at=at), at=at)
    return dict(done)


def _dispose_of(
    organisation: Organisation | None, periods: dict[str, int], held: Held, *, at: datetime
) -> Counter[str]:
    done: Counter[str] = Counter()
    for rule in TABLE:
        if rule.rows is None or rule.of_site != (organisation is None):
            continue
        before = rule.period(periods).before(at)
        rows = rule.due_rows(organisation, before=before).exclude(rule.held(held))
        if rule.then == DESTROY:
            done[rule.key] += _destroy_all(rule, rows, organisation, at=at)
        elif organisation:
            done[rule.key] += _put_up_all(rule, rows, organisation, at=at)
    return done


def _destroy_all(
    rule: Rule, rows: QuerySet[Any], organisation: Organisation | None, *, at: datetime
) -> int:
    destroyed = 0
    for keys in _batches(rows):
        try:
            destroyed += destroy(rule, keys, organisation, how=Disposal.How.PERIOD, at=at)
        except ProtectedError:  # one of them is still needed: the others go alone
            destroyed += sum(_destroy_one(rule, key, organisation, at=at) for key in keys)
    return destroyed


def _destroy_one(rule: Rule, key: int, organisation: Organisation | None, *, at: datetime) -> int:
    try:
        return destroy(rule, [key], organisation, how=Disposal.How.PERIOD, at=at)
    except ProtectedError:
        log.warning("one of %s is needed by something else and stays", rule.key)
        return 0


def _batches(rows: QuerySet[Any]) -> Iterator[list[int]]:
    """Keys in their order, so that what cannot go does not come again in the same night."""
    last, found = 0, 0
    keys = rows.order_by("pk").values_list("pk", flat=True).distinct()
    while found < MOST and (batch := list(keys.filter(pk__gt=last)[:BATCH])):
        yield batch
        last, found = batch[-1], found + len(batch)


@transaction.atomic
def destroy(
    rule: Rule, keys: list[int], organisation: Organisation | None, *, how: str, at: datetime
) -> int:
    """Destroy these now and say so in the log. Whether they may go is for the caller to know."""
    due = rule.due_rows(organisation, before=at)
    count = rule.destroy(due.model._default_manager.filter(pk__in=keys))
    if organisation:
        Review.objects.filter(organisation=organisation, rule=rule.key, subject__in=keys).delete()
    note(rule.key, count, organisation, how=how, at=at)
    return count


def note(
    rule: str, count: int, organisation: Organisation | None, *, how: str, at: datetime
) -> None:
    """A line of the log for this rule and day, and an event with the number."""
    if not count:
        return
    line = add_line(rule, count, organisation, how=how, at=at)
    audit.record(
        "home.retention.destroyed",
        subject=line,
        organisation=organisation,
        by=None,
        at=at,
        facts={"rule": rule, "count": count, "how": how},
    )


def add_line(
    rule: str, count: int, organisation: Organisation | None, *, how: str, at: datetime
) -> Disposal:
    line, made = Disposal.objects.get_or_create(
        organisation_id=organisation.public_id if organisation else "",
        rule=rule,
        how=how,
        disposed_on=organisation.day(at) if organisation else at.date(),
        defaults={"count": count},
    )
    if not made:
        Disposal.objects.filter(pk=line.pk).update(count=F("count") + count)
    return line


def _put_up_all(
    rule: Rule, rows: QuerySet[Any], organisation: Organisation, *, at: datetime
) -> int:
    return sum(_put_up(rule, keys, organisation, at=at) for keys in _batches(rows))


@transaction.atomic
def _put_up(rule: Rule, keys: list[int], organisation: Organisation, *, at: datetime) -> int:
    known = Review.objects.filter(organisation=organisation, rule=rule.key, subject__in=keys)
    new = set(keys) - set(known.values_list("subject", flat=True))
    Review.objects.bulk_create(
        [
            Review(organisation=organisation, rule=rule.key, subject=key, put_up_at=at)
            for key in sorted(new)
        ]
    )
    return len(new) + _again(known, organisation.day(at), at=at)


def _again(known: QuerySet[Review], today: date, *, at: datetime) -> int:
    """Those that were kept until a day that has come."""
    kept = known.filter(status__in=PUT_UP, kept_until__lte=today)
    return kept.update(status=ReviewStatus.WAITING, kept_until=None, put_up_at=at)
