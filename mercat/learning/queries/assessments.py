from collections import defaultdict
from typing import Any

from django.db.models import Q, QuerySet

from mercat.learning.lifecycle import ANSWERABLE, AssessmentStatus, ShareStatus
from mercat.learning.models import (
    Evidence,
    EvidenceFile,
    LearningAssessment,
    Response,
    Share,
)
from mercat.learning.queries.judging import Given, Suggestion, suggest
from mercat.learning.rules import can_lead, can_see_all_assessments
from mercat.organisations.models import Membership


def assessments_seen_by(membership: Membership) -> QuerySet[LearningAssessment]:
    """Final ones are for everybody here; those under way for their lead and for who answers."""
    found = LearningAssessment.objects.filter(organisation=membership.organisation_id)
    if not can_see_all_assessments(membership):
        answers = Share.objects.filter(lead=membership.person_id).values("assessment")
        found = found.filter(
            Q(status=AssessmentStatus.FINAL) | Q(status=AssessmentStatus.OPEN, pk__in=answers)
        )
    return found.select_related("version", "organisation", "department")


def shares_seen_by(membership: Membership) -> QuerySet[Share]:
    found = Share.objects.filter(assessment__organisation=membership.organisation_id)
    if not can_see_all_assessments(membership):
        found = found.filter(lead=membership.person_id)
    return found.select_related("assessment__organisation", "assessment__version", "lead")


def shares_to_answer(membership: Membership) -> QuerySet[Share]:
    """What this member has still to answer, what is due first at the top."""
    return (
        shares_seen_by(membership)
        .filter(
            lead=membership.person_id,
            status__in=ANSWERABLE,
            assessment__status=AssessmentStatus.OPEN,
        )
        .order_by("due_on", "pk")
    )


def shares_to_close(membership: Membership) -> QuerySet[Share]:
    """What teams have sent, for the learning lead; no query for others."""
    if not can_lead(membership):
        return Share.objects.none()
    sent = shares_seen_by(membership).filter(status=ShareStatus.SUBMITTED)
    return sent.filter(assessment__status=AssessmentStatus.OPEN).order_by("due_on", "pk")


def asked_of(share: Share) -> dict[str, list[Any]]:
    """Capability: the organisation's own indicators, stage by stage."""
    data, chosen = share.assessment.version.data, share.assessment.capabilities
    order = {stage.key: number for number, stage in enumerate(data.stages)}
    return {
        each.key: sorted(each.of("organisation"), key=lambda one: order[one.stage])
        for each in data.capabilities
        if each.key in chosen
    }


def unanswered(share: Share) -> int:
    asked = {each.key for some in asked_of(share).values() for each in some}
    given = share.responses.exclude(coverage="").values_list("indicator", flat=True)
    return len(asked - set(given))


def progress(share: Share) -> list[dict[str, Any]]:
    """By capability, how much is answered. One query."""
    given = set(share.responses.exclude(coverage="").values_list("indicator", flat=True))
    data = share.assessment.version.data
    return [
        {
            "capability": data.capability(key),
            "done": len(given & {each.key for each in asked}),
            "total": len(asked),
        }
        for key, asked in asked_of(share).items()
    ]


def responses_of(assessment: LearningAssessment) -> dict[str, list[Response]]:
    """By indicator, team by team. One query."""
    found: dict[str, list[Response]] = defaultdict(list)
    rows = Response.objects.filter(share__assessment=assessment).exclude(coverage="", note="")
    for each in rows.select_related("share").order_by("share__team", "pk"):
        found[each.indicator].append(each)
    return found


def evidence_of(assessment: LearningAssessment) -> dict[str, list[Evidence]]:
    """By indicator, the newest first. Two queries."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    uses = assessment.evidence_uses.select_related("evidence")
    uses = uses.prefetch_related("evidence__files__stored")
    for use in uses.order_by("-evidence__dated_on", "-evidence__pk"):
        found[use.indicator].append(use.evidence)
    return found


def evidence_seen_by(membership: Membership) -> QuerySet[Evidence]:
    """The organisation's, for those who lead or read its assessments."""
    found = Evidence.objects.filter(organisation=membership.organisation_id)
    if not can_see_all_assessments(membership):
        return found.none()
    return found.prefetch_related("files__stored")


def file_seen_by(membership: Membership, file_id: str) -> EvidenceFile | None:
    seen = evidence_seen_by(membership).values("pk")
    found = EvidenceFile.objects.filter(evidence__in=seen, stored__public_id=file_id)
    return found.select_related("stored__organisation").first()


def suggestions(assessment: LearningAssessment) -> dict[str, Suggestion]:
    """Of every capability chosen. Three queries, however many there are."""
    data = assessment.version.data
    responses, evidence = responses_of(assessment), evidence_of(assessment)
    found = {}
    for key in assessment.capabilities:
        if capability := data.capability(key):
            keys = {each.key for each in capability.indicators}
            about = [each for one in keys for each in evidence.get(one, [])]
            found[key] = suggest(data, capability, Given(responses, about))
    return found


def suggestion(assessment: LearningAssessment, capability: str) -> Suggestion:
    return suggestions(assessment)[capability]
