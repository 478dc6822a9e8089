"""Of applications, passports, advice and certification; a year is the one that ends on the day."""

from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from mercat.learning.facts.register import Of, Way, in_use, share
from mercat.passports import queries as passports
from mercat.passports.lifecycle import ConditionStatus, Kind, PassportStatus
from mercat.passports.models import Advice, Certification, Decision, Passport

YEAR = timedelta(days=365)
UNDECIDED = (Kind.LEARN, Kind.COUNCILLOR, Kind.EMERGENCY)  # nobody waits for a panel


def year(on: date) -> tuple[datetime, datetime]:
    """From its first moment up to the end of the day."""
    last = timezone.make_aware(datetime.combine(on, time.max))
    return last - YEAR, last


def _certified_in_time(of: Of, on: date) -> tuple[int, int]:
    accounts = Certification.objects.filter(account__in=in_use(of))
    return share(accounts.filter(due_on__gte=on), accounts)


def _passport(of: Of, on: date) -> tuple[int, int]:
    valid = Passport.objects.filter(account=OuterRef("pk"), status=PassportStatus.ACTIVE)
    accounts = in_use(of)
    return share(accounts.filter(Exists(valid)), accounts)


def _days_to_decide(of: Of, on: date) -> tuple[int | None, int]:
    """The first decision of each case, whatever became of it."""
    first: dict[int, int] = {}
    rows: Any  # what was sent has its time
    rows = (
        Decision.objects.filter(
            application__organisation=of.organisation,
            application__submitted_at__isnull=False,
            decided_at__range=year(on),
        )
        .exclude(application__kind__in=UNDECIDED)
        .order_by("decided_at", "pk")
        .values_list("application", "application__submitted_at", "decided_at")
    )
    for application, sent, decided in rows:
        first.setdefault(application, max(0, (decided - sent).days))
    return (round(median(first.values())) if first else None), len(first)


def _advice_answered(of: Of, on: date) -> tuple[int, int]:
    conversations = Advice.objects.filter(organisation=of.organisation, begun_at__range=year(on))
    return share(conversations.filter(waiting_on=None), conversations)


def _learning_passports(of: Of, on: date) -> tuple[int, int]:
    granted = Passport.objects.filter(
        organisation=of.organisation,
        application__kind=Kind.LEARN,
        starts_on__range=(on - YEAR, on),
        **of.within(),
    ).count()
    return granted, granted


def _conditions_in_time(of: Of, on: date) -> tuple[int, int]:
    live = passports.live_conditions().filter(
        organisation=of.organisation, **of.within("decision__passport__department")
    )
    late = live.filter(status=ConditionStatus.OPEN, due_on__lt=on)
    return live.count() - late.count(), live.count()


WAYS: dict[str, Way] = {
    "certified_in_time": _certified_in_time,
    "accounts_passport": _passport,
    "days_to_decide": _days_to_decide,
    "advice_answered": _advice_answered,
    "learning_passports": _learning_passports,
    "conditions_in_time": _conditions_in_time,
}
