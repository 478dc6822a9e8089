"""The end of a passport, by the calendar."""

from datetime import datetime, timedelta

from django.db import transaction

from mercat.passports import emails, queries
from mercat.passports.actions import passport as life
from mercat.passports.lifecycle import LIVE, NOTICE_DAYS, PassportStatus
from mercat.passports.models import Passport


@transaction.atomic
def expire_passports(*, at: datetime) -> int:
    """Passports whose last day is over. Their accounts stay; the look-up says what ended."""
    found = Passport.objects.filter(
        status__in=LIVE, expires_on__lte=at.date(), organisation__sealed_at=None
    )
    locked = found.select_for_update(of=("self",)).select_related("organisation").order_by("pk")
    over = [each for each in locked if each.expires_on < each.organisation.day(at)]
    for passport in over:
        life.move(passport, action="expire", at=at)
    for passport in over:
        life.record("expire", passport, by=None, at=at)
    return len(over)


def give_notice(*, at: datetime) -> int:
    """60, 30 and 7 days before the end: each once, and only the latest after a pause."""
    last = at.date() + timedelta(days=NOTICE_DAYS[0] + 1)
    found = Passport.objects.filter(
        status=PassportStatus.ACTIVE,
        expires_on__lte=last,
        decision__isnull=False,
        organisation__sealed_at=None,
    )
    keys = found.values_list("pk", flat=True).order_by("pk")
    return sum(_give_notice(key, at=at) for key in list(keys))


@transaction.atomic
def _give_notice(key: int, *, at: datetime) -> int:
    """On the locked row, with its mail: neither a kill nor a second worker sends it twice."""
    found = Passport.objects.select_for_update(of=("self",)).filter(status=PassportStatus.ACTIVE)
    related = found.select_related("organisation", "application__organisation", "holder")
    passport = related.filter(pk=key).first()
    if passport is None:
        return 0
    left = (passport.expires_on - passport.organisation.day(at)).days
    due = min((each for each in NOTICE_DAYS if left <= each), default=None)
    if left < 0 or due is None or (passport.noticed is not None and passport.noticed <= due):
        return 0
    passport.noticed = due
    passport.save(update_fields=["noticed"])
    if queries.open_renewal_of(passport):
        return 0  # they have done their part
    emails.queue_notice(passport, at=at)
    return 1
