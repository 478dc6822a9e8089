import hashlib
from datetime import date

from django.db.models import QuerySet

from mercat.organisations.models import Membership
from mercat.passports.lifecycle import Status
from mercat.passports.models import Application, CalendarFeed
from mercat.passports.queries.cases import seen_by


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def calendar_of(membership: Membership) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(membership=membership).first()


def membership_by_calendar(token: str) -> Membership | None:
    """Whose secret address this is, while they are here."""
    found = CalendarFeed.objects.filter(
        token_hash=hashed(token),
        membership__ended_at=None,
        membership__person__is_active=True,
    )
    feed = found.select_related("membership__organisation", "membership__person").first()
    return feed.membership if feed else None


MOST = 200


def due_days(membership: Membership) -> list[tuple[str, date]]:
    """A name that says nothing and the day, of each case this member sees that waits for one.

    Their own answers too. What they may not see is not there: it is the one query of all lists.
    Three queries.
    """
    waits = seen_by(membership).filter(due_on__isnull=False).select_related(None)
    own = waits.filter(status=Status.MORE_INFO, applicant=membership.person_id)
    # One after the other, so that each is read in the order of its index, and no further.
    states = (Status.SUBMITTED, Status.IN_PANEL)
    found = [*(waits.filter(status=status) for status in states), own]
    rows = [row for each in found for row in _first(each)]
    return [
        (hashlib.sha256(f"{membership.pk} {pk}".encode()).hexdigest()[:32], day)
        for day, pk in sorted(rows)[:MOST]
    ]


def _first(cases: QuerySet[Application]) -> list[tuple[date, int]]:
    rows = cases.order_by("due_on", "pk").values_list("due_on", "pk")[:MOST]
    return [(day, pk) for day, pk in rows if day]
