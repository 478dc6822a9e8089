"""Of desks and barriers. Tallies pass through mercat.access.few, so nothing here is under five."""

from datetime import date, datetime, time

from django.utils import timezone

from mercat.access import queries as access
from mercat.access.few import FEWEST
from mercat.access.lifecycle import Support
from mercat.access.models import Barrier
from mercat.learning.facts.register import Of, Way


def _browsers_supported(of: Of, on: date) -> tuple[int | None, int]:
    """Of the desks counted in the last four weeks that are over."""
    periods = access.browser_periods(of.organisation, today=on)
    if not periods:
        return None, 0
    counts = periods[max(periods)].groups
    if counts.total is None or Support.YES not in counts.cells:
        return None, 0
    return counts.cells[Support.YES], counts.total


def _barriers_removed(of: Of, on: date) -> tuple[int | None, int]:
    """Of those reported in the year that ends on the day; withdrawn ones are no part of it."""
    found = Barrier.objects.filter(organisation=of.organisation, reported_at__range=_year(on))
    found = found.exclude(state="withdrawn")
    many = found.count()
    if many < FEWEST:
        return None, 0
    return found.filter(opened_at__lte=_year(on)[1]).count(), many


def _days_to_unblock(of: Of, on: date) -> tuple[int | None, int]:
    many, days = access.days_to_open(of.organisation, at=_year(on)[1])
    if days is None or many < FEWEST:
        return None, 0
    return round(days), many


def _year(on: date) -> tuple[datetime, datetime]:
    last = timezone.make_aware(datetime.combine(on, time.max))
    return last.replace(year=last.year - 1, day=min(last.day, 28)), last


WAYS: dict[str, Way] = {
    "browsers_supported": _browsers_supported,
    "barriers_removed": _barriers_removed,
    "days_to_unblock": _days_to_unblock,
}
