from datetime import date, datetime

from django.db import transaction

from mercat.learning import queries, rules
from mercat.learning.actions.assessments import start
from mercat.learning.actions.evidence import use_evidence
from mercat.learning.actions.shares import assign
from mercat.learning.frameworks import Capability
from mercat.learning.models import Evidence, LearningAssessment, Share
from mercat.organisations.models import Membership


@transaction.atomic
def start_again(
    *,
    previous: LearningAssessment,
    title: str,
    starts_on: date,
    ends_on: date,
    capabilities: list[str],
    teams: list[tuple[Share, Membership]],
    due_on: date,
    by: Membership,
    at: datetime,
) -> LearningAssessment:
    """By the newest version. Answers and evidence of last time are offered, and none is taken."""
    rules.check_can_lead(by, previous)
    rules.check_has_ended(previous)
    version = queries.next_version(previous.version)
    assessment = start(
        version=version,
        title=title,
        department=previous.department,
        starts_on=starts_on,
        ends_on=ends_on,
        capabilities=capabilities,
        target="",
        came_from=previous,
        by=by,
        at=at,
    )
    _aim_again(assessment, previous)
    for share, lead in teams:
        assign(
            assessment=assessment,
            team=share.team,
            lead=lead,
            due_on=due_on,
            came_from=share,
            by=by,
            at=at,
        )
    return assessment


def _aim_again(assessment: LearningAssessment, previous: LearningAssessment) -> None:
    """The same stages, where the version still has them."""
    became = queries.became(previous.version, assessment.version)
    stages = {each.key for each in assessment.version.data.stages}
    aims = {
        key: previous.targets.get(became.capability_before(key), "")
        for key in assessment.capabilities
    }
    assessment.targets = {key: stage for key, stage in aims.items() if stage in stages}
    assessment.save(update_fields=["targets"])


@transaction.atomic
def use_again(
    *,
    evidence: Evidence,
    assessment: LearningAssessment,
    capability: Capability,
    by: Membership,
    at: datetime,
) -> None:
    """For what became of the indicators that it spoke for last time; its own day stays."""
    offered = dict(queries.evidence_again(assessment, capability))
    before = evidence.uses.filter(assessment=assessment).values_list("indicator", flat=True)
    indicators = [*before, *offered.get(evidence, [])]
    use_evidence(evidence=evidence, assessment=assessment, indicators=indicators, by=by, at=at)
