"""A calendar's secret address: made, made anew, or ended, by its member alone."""

import secrets
from datetime import datetime

from django.db import transaction

from mercat.audit import actions as audit
from mercat.organisations.models import Membership
from mercat.passports.models import CalendarFeed
from mercat.passports.queries.calendar import hashed


@transaction.atomic
def make_calendar(*, by: Membership, at: datetime) -> str:
    """A new secret, which is nowhere else: the address before it shows nothing any more."""
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        membership=by, defaults={"token_hash": hashed(token), "made_at": at}
    )
    audit.record(
        "passports.calendar.made",
        subject=by,
        organisation=by.organisation,
        by=by.person,
        at=at,
    )
    return token


@transaction.atomic
def end_calendar(*, by: Membership, at: datetime) -> None:
    ended, _rows = CalendarFeed.objects.filter(membership=by).delete()
    if ended:
        audit.record(
            "passports.calendar.ended",
            subject=by,
            organisation=by.organisation,
            by=by.person,
            at=at,
        )
