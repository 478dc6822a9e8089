"""How long this organisation keeps what: the table's periods and those that it chose itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.home.models import RetentionSchedule
from mercat.home.retention.periods import UNITS, Period
from mercat.home.retention.rule import Rule
from mercat.home.retention.table import TABLE
from mercat.organisations.models import Organisation
from mercat.people.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    rule: Rule
    period: Period
    differs: bool  # from the table's own


def versions(organisation: Organisation) -> list[RetentionSchedule]:
    return list(RetentionSchedule.objects.filter(organisation=organisation).order_by("-version"))


def chosen(organisation: Organisation) -> dict[str, int]:
    """One query."""
    latest = RetentionSchedule.objects.filter(organisation=organisation).order_by("-version")
    found = latest.first()
    return dict(found.periods) if found else {}


def lines(periods: dict[str, int]) -> Iterator[Line]:
    for rule in TABLE:
        period = rule.period(periods)
        yield Line(rule, period, differs=period.count != rule.count)


@transaction.atomic
def change_periods(
    *, organisation: Organisation, periods: dict[str, int], by: Person, at: datetime
) -> RetentionSchedule:
    """A new version, in force from now on, for what is kept already too."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    for rule in TABLE:
        _check(rule, periods.get(rule.key))
    own = {r.key: periods[r.key] for r in TABLE if periods.get(r.key, r.count) != r.count}
    schedule = RetentionSchedule.objects.create(
        organisation=organisation,
        version=len(versions(organisation)) + 1,
        periods=own,
        created_at=at,
    )
    audit.record(
        "home.retention.changed",
        subject=organisation,
        organisation=organisation,
        by=by,
        at=at,
        facts={"version": schedule.version, "periods": own},
    )
    return schedule


def _check(rule: Rule, count: int | None) -> None:
    if count is None:
        return
    least, most = rule.limits or (rule.count, rule.count)
    if not least <= count <= most:
        raise Refused(
            _("{thing}: choose from {least} to {most} {unit}.").format(
                thing=rule.thing, least=least, most=most, unit=UNITS[rule.unit]
            )
        )
