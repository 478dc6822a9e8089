import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mercat.organisations.models import Membership
from mercat.passports.lifecycle import PassportStatus, Status
from mercat.passports.models import Application, CalendarFeed
from mercat.passports.queries.cases import seen_by
from mercat.passports.queries.conditions import conditions_to_do
from mercat.passports.queries.meetings import coming_meetings
from mercat.passports.queries.passports import passports_of


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


class What(models.TextChoices):
    """All that a calendar says of a day: calendars are shown to others and kept by strangers."""

    CASE = "case", _("A case is due")
    MEETING = "meeting", _("The panel meets")
    CONDITION = "condition", _("A condition of your passport is due")
    PASSPORT = "passport", _("Your passport ends")


@dataclass(frozen=True, slots=True)
class Entry:
    name: str  # says nothing, and stays the same
    what: What
    starts: date | datetime
    place: str = ""


def calendar_days(membership: Membership) -> list[Entry]:
    """What is due of cases that this member sees, when the panel meets, and their own days.

    What they may not see is not there: it is the one query of all lists. Six queries.
    """
    meetings = coming_meetings(membership)[:MOST]
    conditions = conditions_to_do(membership)[:MOST]
    held = passports_of(membership).filter(status=PassportStatus.ACTIVE)[:MOST]
    found = [
        *((What.MEETING, each.pk, each.starts_at, each.place) for each in meetings),
        *((What.CONDITION, each.pk, each.due_on, "") for each in conditions),
        *((What.PASSPORT, each.pk, each.expires_on, "") for each in held),
    ]
    return _due(membership) + [_entry(membership, *each) for each in found]


def _due(membership: Membership) -> list[Entry]:
    """Their own answers too. Three queries."""
    waits = seen_by(membership).filter(due_on__isnull=False).select_related(None)
    own = waits.filter(status=Status.MORE_INFO, applicant=membership.person_id)
    # One after the other, so that each is read in the order of its index, and no further.
    states = (Status.SUBMITTED, Status.IN_PANEL)
    found = [*(waits.filter(status=status) for status in states), own]
    rows = [row for each in found for row in _first(each)]
    return [_entry(membership, What.CASE, pk, day) for day, pk in sorted(rows)[:MOST]]


def _entry(
    membership: Membership, what: What, key: int, starts: date | datetime, place: str = ""
) -> Entry:
    about = f"{membership.pk} {what} {key}"
    return Entry(hashlib.sha256(about.encode()).hexdigest()[:32], what, starts, place)


def _first(cases: QuerySet[Application]) -> list[tuple[date, int]]:
    rows = cases.order_by("due_on", "pk").values_list("due_on", "pk")[:MOST]
    return [(day, pk) for day, pk in rows if day]
