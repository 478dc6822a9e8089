"""What is planned, by whom, and how far it is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from mercat.learning.frameworks import Capability
from mercat.learning.lifecycle import UNDONE, AssessmentStatus, PlanStatus
from mercat.learning.models import LearningAssessment, PlannedAction
from mercat.learning.queries.assessments import LONG, capabilities_of
from mercat.learning.rules import can_see_all_assessments
from mercat.organisations.models import Membership


def planned_seen_by(membership: Membership) -> QuerySet[PlannedAction]:
    """All here for those who lead or read assessments; for others, what they do themselves."""
    found = PlannedAction.objects.filter(assessment__organisation=membership.organisation_id)
    if not can_see_all_assessments(membership):
        found = found.filter(owner=membership.person_id)
    return found.select_related(
        "assessment__organisation", "assessment__version", "owner", "evidence"
    )


def actions_to_do(membership: Membership) -> QuerySet[PlannedAction]:
    """What this member does for the plan and has not finished, the soonest first."""
    found = PlannedAction.objects.filter(
        assessment__organisation=membership.organisation_id,
        owner=membership.person_id,
        status__in=UNDONE,
    )
    found = found.select_related("assessment").defer(
        *(f"assessment__{each}" for each in LONG if "version" not in each)
    )
    return found.order_by("due_on", "pk")


@dataclass(frozen=True, slots=True)
class PlanProgress:
    done: int
    undone: int
    late: int

    @property
    def total(self) -> int:
        return self.done + self.undone


def plan_progress(membership: Membership, *, today: date) -> PlanProgress:
    """Of the organisation's whole plan. One query."""
    found = PlannedAction.objects.filter(
        assessment__organisation=membership.organisation_id
    ).exclude(assessment__status=AssessmentStatus.STOPPED)
    undone = Q(status__in=UNDONE)
    counts = found.aggregate(
        done=Count("pk", filter=Q(status=PlanStatus.DONE)),
        undone=Count("pk", filter=undone),
        late=Count("pk", filter=undone & Q(due_on__lt=today)),
    )
    return PlanProgress(**counts)


def plan_of(assessment: LearningAssessment) -> list[dict[str, Any]]:
    """By capability: its actions, or why there is none. Two queries."""
    actions: dict[str, list[PlannedAction]] = {}
    for each in assessment.planned_actions.select_related("owner").order_by("due_on", "pk"):
        actions.setdefault(each.capability, []).append(each)
    nothing = {each.capability: each for each in assessment.no_actions.all()}
    return [
        {
            "capability": each,
            "actions": actions.get(each.key, []),
            "nothing": nothing.get(each.key),
        }
        for each in capabilities_of(assessment)
    ]


def capability_aimed_at(planned: PlannedAction) -> Capability | None:
    return planned.assessment.version.data.capability(planned.capability)


def indicators_aimed_at(planned: PlannedAction) -> list[str]:
    """The organisation's own at the stage aimed at, or at the first."""
    data = planned.assessment.version.data
    capability = capability_aimed_at(planned)
    stage = planned.stage or data.stages[0].key
    return [each.key for each in capability.of("organisation", stage)] if capability else []
