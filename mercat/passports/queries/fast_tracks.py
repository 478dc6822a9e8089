"""What the policy grants at once and whom it lets take part: of one passport, and counted."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from mercat.organisations.models import Organisation
from mercat.passports.lifecycle import ConditionStatus, InterestSource, PassportStatus, Revoking
from mercat.passports.models import Condition, Interest, Passport, Revocation

IN_VAIN = (Revoking.STANDS, Revoking.OVERTURNED)  # the passport was right


def needs_hold(passport: Passport, content: Mapping[str, Any]) -> bool:
    """What the policy wants of a passport before it is renewed at once. At most two queries."""
    needs = content.get("fast_track_needs", [])
    if "panel_before" in needs and (passport.decision is None or passport.decision.rule):
        return False
    unmet = Condition.objects.filter(decision=passport.decision_id, status=ConditionStatus.OPEN)
    return not ("conditions_met" in needs and unmet.exists())


def never_in_doubt(passports: QuerySet[Passport]) -> QuerySet[Passport]:
    """Without a suspension, or a revocation that was not in vain."""
    doubted = Revocation.objects.filter(passport=OuterRef("pk")).exclude(status__in=IN_VAIN)
    return passports.exclude(suspensions__isnull=False).exclude(Exists(doubted))


def fast_tracked(organisation: Organisation, content: Mapping[str, Any], *, today: date) -> int:
    """How many passports that end within a year could be renewed at once. One query."""
    if "renewal" not in content.get("fast_tracks", []):
        return 0
    needs = content.get("fast_track_needs", [])
    found = ending_within_a_year(organisation, today=today).exclude(is_trial=True)
    found = never_in_doubt(found)
    if "panel_before" in needs:
        found = found.filter(decision__rule="")
    if "conditions_met" in needs:
        open_ones = Condition.objects.filter(status=ConditionStatus.OPEN)
        found = found.exclude(decision__in=open_ones.values("decision"))
    return found.count()


def ending_within_a_year(organisation: Organisation, *, today: date) -> QuerySet[Passport]:
    return Passport.objects.filter(
        organisation=organisation,
        status=PassportStatus.ACTIVE,
        expires_on__lte=today + timedelta(days=366),
        account__isnull=False,
        decision__isnull=False,
    )


def interests_since(
    organisation: Organisation, kinds: Collection[str], effect: str, *, since: datetime
) -> int:
    """How many interests of these kinds that the record or members named had this effect."""
    found = Interest.objects.filter(
        application__organisation=organisation, kind__in=kinds, effect=effect, set_at__gte=since
    )
    return found.exclude(source=InterestSource.CLERK).count()
