"""Conditions over time: ticked where the register shows them met, else reminded of."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import QuerySet

from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.passports import emails, leaving, queries
from mercat.passports.actions.conditions import move, record
from mercat.passports.lifecycle import REMIND_DAYS, ConditionStatus
from mercat.passports.models import Condition, Decision

BATCH = 200
Check, Reminded = Condition.Check, Condition.Reminded


def chase_conditions(*, at: datetime) -> int:
    """Tick what is met, then remind; returns the mails."""
    for found in _batches(_running().exclude(status="met").exclude(check_by="")):
        for each in _met(found):
            _tick(each, at=at)
    return sum(
        _remind(list(rows), at=at)
        for found in _batches(_near(at))
        for _, rows in groupby(found, key=lambda each: each.decision_id)
    )


def _running() -> QuerySet[Condition]:
    return queries.live_conditions().filter(decision__application__organisation__sealed_at=None)


def _batches(rows: QuerySet[Condition]) -> Iterator[list[Condition]]:
    """In order of their decisions, so that those of one decision come together."""
    rows = rows.select_related("decision__application__organisation", "decision__passport__account")
    last = 0
    ordered = rows.order_by("decision_id", "number")
    while found := list(ordered.filter(decision__gt=last)[:BATCH]):
        if len(found) == BATCH and found[0].decision_id != found[-1].decision_id:
            found = [each for each in found if each.decision_id != found[-1].decision_id]
        yield found
        last = found[-1].decision_id


def _met(found: list[Condition]) -> Iterable[Condition]:
    accounts = [each.decision.passport.account_id for each in found]
    short = leaving.short_of_administrators([each for each in accounts if each])
    return [each for each in found if _is_met(each, short)]


def _is_met(condition: Condition, short: set[int]) -> bool:
    account = condition.decision.passport.account
    if account is None:
        return False
    if condition.check_by == Check.TWO_ADMINISTRATORS:
        return account.pk not in short
    told = condition.decision.application.released_at
    return bool(account.confirmed_at and told and account.confirmed_at > told)


@transaction.atomic
def _tick(condition: Condition, *, at: datetime) -> None:
    row = Condition.objects.select_for_update().get(pk=condition.pk)
    if row.status == ConditionStatus.MET:
        return
    move(row, "tick")
    row.met_at = at
    row.save()
    record("ticked", row, by=None, at=at)


def _near(at: datetime) -> QuerySet[Condition]:
    # A day of slack for zones east of here; `_step` asks the organisation's own day.
    soon = at.date() + timedelta(days=REMIND_DAYS + 1)
    found = _running().filter(status=ConditionStatus.OPEN, due_on__lte=soon)
    return found.exclude(reminded=Reminded.CLERK)


@transaction.atomic
def _remind(found: list[Condition], *, at: datetime) -> int:
    """One mail for all of a decision that are at the same step."""
    decision = found[0].decision
    keys = [each.pk for each in found]
    rows = Condition.objects.select_for_update().filter(pk__in=keys, status=ConditionStatus.OPEN)
    due: dict[str, list[Condition]] = {}
    organisation = decision.application.organisation
    today = organisation.day(at)
    for row in rows.order_by("number"):
        if step := _step(row, decision, organisation, today=today):
            due.setdefault(step, []).append(row)
            row.reminded, row.reminded_on = step, today
            row.save(update_fields=["reminded", "reminded_on"])
    return sum(_mail(decision, step, rows, at=at) for step, rows in due.items())


def _step(
    condition: Condition, decision: Decision, organisation: Organisation, *, today: date
) -> str:
    """The mail that is due today, if any; the clerk hears of it after the holder did."""
    told = decision.application.released_at
    late = (today - condition.due_on).days
    if condition.reminded_on == today or told is None:
        return ""
    if condition.reminded == Reminded.DAY:
        return Reminded.CLERK if late > 0 else ""
    if late >= 0:
        return Reminded.DAY
    week_before = condition.due_on - timedelta(days=REMIND_DAYS)
    is_time = organisation.day(told) < week_before <= today
    return Reminded.WEEK if is_time and not condition.reminded else ""


def _mail(decision: Decision, step: str, rows: list[Condition], *, at: datetime) -> int:
    application = decision.application
    if step == Reminded.CLERK:
        return emails.queue_conditions_overdue(application, rows, at=at)
    if organisations.membership_of(application.organisation, application.applicant) is None:
        return 0
    return emails.queue_conditions_due(application, rows, at=at)
