"""What decisions ask of holders, and who sees it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mercat.files.models import StoredFile
from mercat.organisations.models import Membership
from mercat.passports.lifecycle import ConditionStatus, PassportStatus, Status
from mercat.passports.models import Condition, Decision, Passport
from mercat.passports.queries.cases import seen_by
from mercat.passports.rules import can_accept_conditions


def conditions_of(decision: Decision) -> QuerySet[Condition]:
    return decision.condition_set.select_related("met_by").order_by("number")


def conditions_shown(rows: Iterable[Condition], *, today: date) -> list[dict[str, Any]]:
    """As a page lists them: overdue is computed, for passports that are valid."""
    return [{"condition": each, "overdue": each.is_overdue(today)} for each in rows]


def live_conditions() -> QuerySet[Condition]:
    """Of decisions that were told and whose passport is valid: others ask nothing any more."""
    return Condition.objects.filter(
        decision__replaced_at=None, decision__passport__status=PassportStatus.ACTIVE
    )


def conditions_seen_by(membership: Membership) -> QuerySet[Condition]:
    """Those of every letter whose case this member sees."""
    case = OuterRef("decision__application")
    seen = seen_by(membership).filter(status=Status.RELEASED, pk=case)
    return Condition.objects.filter(
        Exists(seen.select_related(None)),
        organisation=membership.organisation_id,
        decision__replaced_at=None,
    ).select_related(
        "decision__application__applicant", "decision__passport", "met_by", "organisation"
    )


def conditions_to_do(membership: Membership) -> QuerySet[Condition]:
    """What this person has still to do, by its day. One query."""
    found = live_conditions().filter(
        organisation=membership.organisation_id,
        decision__passport__holder=membership.person_id,
        status=ConditionStatus.OPEN,
    )
    return found.select_related("decision__application").order_by("due_on", "pk")


def conditions_waiting(membership: Membership, *, today: date) -> QuerySet[Condition]:
    """What holders say is done, and what is overdue, for those who accept it."""
    if not can_accept_conditions(membership):
        return Condition.objects.none()
    wanted = Q(status=ConditionStatus.SAID_DONE) | Q(status=ConditionStatus.OPEN, due_on__lt=today)
    own = Q(decision__application__applicant=membership.person_id)
    return _listed(conditions_seen_by(membership).filter(wanted).exclude(own))


def unmet_conditions(membership: Membership) -> QuerySet[Condition]:
    return _listed(conditions_seen_by(membership).exclude(status=ConditionStatus.MET))


def _listed(conditions: QuerySet[Condition]) -> QuerySet[Condition]:
    """Of valid passports. Joined with no more than a list shows, so that its index gives the order
    and a page reads as many rows as it has.
    """
    valid = Passport.objects.filter(decision=OuterRef("decision"), status=PassportStatus.ACTIVE)
    found = conditions.filter(Exists(valid)).select_related(None)
    return found.select_related("decision__application__applicant")


def file_of_condition(condition: Condition, file_id: str) -> StoredFile | None:
    return (
        StoredFile.objects.filter(conditionfile__condition=condition, public_id=file_id)
        .select_related("organisation")
        .first()
    )
