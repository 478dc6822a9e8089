from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from mercat.learning.frameworks import Capability
from mercat.learning.lifecycle import ANSWERABLE, AssessmentStatus, ShareStatus
from mercat.learning.models import (
    Evidence,
    EvidenceFile,
    LearningAssessment,
    Response,
    Share,
)
from mercat.learning.queries.facts import AnyFact, facts_about
from mercat.learning.queries.judging import Given, Suggestion, suggest
from mercat.learning.queries.pulses import heard_in
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


# A framework's document and a final report are long, and no list shows them.
LONG = ("version__text", "version__content", "report")


def listed_assessments(membership: Membership) -> QuerySet[LearningAssessment]:
    return assessments_seen_by(membership).defer(*LONG)


def listed_shares(membership: Membership) -> QuerySet[Share]:
    return shares_seen_by(membership).defer(*(f"assessment__{each}" for each in LONG))


def shares_to_answer(membership: Membership) -> QuerySet[Share]:
    """What this member has still to answer, what is due first at the top."""
    return (
        listed_shares(membership)
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
    sent = listed_shares(membership).filter(status=ShareStatus.SUBMITTED)
    return sent.filter(assessment__status=AssessmentStatus.OPEN).order_by("due_on", "pk")


def asked_of(share: Share) -> dict[str, list[Any]]:
    """Capability: the organisation's own indicators, stage by stage."""
    stages = share.assessment.version.data.stages
    return {each.key: each.own(stages) for each in capabilities_of(share.assessment)}


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
    """By indicator, the newest first. At most three queries."""
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


def assessments_using(evidence: Evidence) -> QuerySet[LearningAssessment]:
    used = LearningAssessment.objects.filter(evidence_uses__evidence=evidence)
    return used.defer("report", "version").distinct().order_by("-started_at")


def links_to_ask() -> QuerySet[Evidence]:
    """Pages whose title nobody has asked for yet."""
    found = Evidence.objects.filter(url_asked_at=None, organisation__sealed_at=None)
    return found.exclude(url="").order_by("pk")


def evidence_to_review(membership: Membership, *, today: date) -> QuerySet[Evidence]:
    """What somebody wanted looked at again by now, the oldest first."""
    if not can_lead(membership):
        return Evidence.objects.none()
    found = Evidence.objects.filter(organisation=membership.organisation_id, review_on__lte=today)
    return found.order_by("review_on", "pk")


def file_seen_by(membership: Membership, file_id: str) -> EvidenceFile | None:
    seen = evidence_seen_by(membership).values("pk")
    found = EvidenceFile.objects.filter(evidence__in=seen, stored__public_id=file_id)
    return found.select_related("stored__organisation").first()


@dataclass(frozen=True, slots=True)
class Known:
    """What teams answered and what was shown, by indicator; what the system counted, by key."""

    responses: dict[str, list[Response]]
    evidence: dict[str, list[Evidence]]
    facts: dict[str, AnyFact]
    heard: dict[str, list[dict[str, Any]]]  # by capability, what each audience says

    def about(self, capability: Capability) -> Given:
        keys = [each.key for each in capability.indicators]
        shown = [each for key in keys for each in self.evidence.get(key, [])]
        heard = frozenset(each["audience"] for each in self.heard.get(capability.key, []))
        return Given(self.responses, shown, heard)


def known_of(assessment: LearningAssessment) -> Known:
    """At most six queries."""
    return Known(
        responses_of(assessment),
        evidence_of(assessment),
        facts_about(assessment),
        heard_in(assessment),
    )


def suggestion(assessment: LearningAssessment, capability: str) -> Suggestion:
    """At most five queries."""
    data = assessment.version.data
    (found,) = [each for each in data.capabilities if each.key == capability]
    return suggest(data, found, known_of(assessment).about(found))


def capabilities_of(assessment: LearningAssessment) -> list[Capability]:
    """Those that were chosen, in the framework's order."""
    chosen = assessment.capabilities
    return [each for each in assessment.version.data.capabilities if each.key in chosen]
