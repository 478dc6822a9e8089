import hashlib
from datetime import date

from django.db.models import Q

from mercat.organisations.models import Membership
from mercat.passports.lifecycle import Status
from mercat.passports.models import CalendarFeed
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
    """
    running = Q(status__in=[Status.SUBMITTED, Status.IN_PANEL])
    own = Q(status=Status.MORE_INFO, applicant=membership.person_id)
    found = seen_by(membership).filter(running | own, due_on__isnull=False).order_by("due_on")
    return [
        (hashlib.sha256(f"{membership.pk} {pk}".encode()).hexdigest()[:32], day)
        for pk, day in found.values_list("pk", "due_on")[:MOST]
        if day
    ]
