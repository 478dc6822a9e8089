"""What can still be appealed, as the page of a case or a passport says it."""

from datetime import date
from typing import Any

from django.utils import timezone

from mercat.organisations.models import Membership
from mercat.passports import queries, rules
from mercat.passports.models import Decision, Revocation, Suspension

Against = Decision | Suspension | Revocation


def shown(membership: Membership, against: Against | None) -> dict[str, Any]:
    """What `passports/appeal.html` reads, but for the address. At most one query."""
    if against is None or not rules.can_appeal(membership, against):
        return {}
    ends = queries.appeal_ends(against)
    if ends is None and not _was_overturned(against):
        return {}
    appeal = queries.appeal_against(against)
    return {"appeal": appeal, "appeal_until": None if appeal else _still(membership, ends)}


def _still(membership: Membership, ends: date | None) -> date | None:
    today = membership.organisation.day(timezone.now())
    return ends if ends and today <= ends else None


def _was_overturned(against: Against) -> bool:
    return not isinstance(against, Decision) and against.appeal_until is not None
