import hashlib
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.learning import queries, rules
from mercat.learning.actions.facts import keep_facts
from mercat.learning.lifecycle import ASSESSMENT_MOVES
from mercat.learning.models import FrameworkVersion, Judgement, LearningAssessment
from mercat.organisations.models import Department, Membership


@transaction.atomic
def start(
    *,
    version: FrameworkVersion,
    title: str,
    department: Department | None,
    starts_on: date,
    ends_on: date,
    capabilities: list[str],
    target: str,
    came_from: LearningAssessment | None = None,
    by: Membership,
    at: datetime,
) -> LearningAssessment:
    """`target`: the stage aimed at in every capability, until somebody sets them one by one."""
    rules.check_can_lead(by, came_from)
    known = [each.key for each in version.data.capabilities]
    chosen = [key for key in known if key in capabilities]
    assessment = LearningAssessment.objects.create(
        organisation=by.organisation,
        version=version,
        title=title,
        department=department,
        starts_on=starts_on,
        ends_on=ends_on,
        capabilities=chosen,
        targets=dict.fromkeys(chosen, target) if target else {},
        status=check_move(ASSESSMENT_MOVES, action="start", old="").new,
        came_from=came_from,
        started_by=by.person,
        started_at=at,
    )
    keep_facts(by.organisation, department, at=at)
    record("started", assessment, by=by, at=at, facts={"sha256": version.sha256})
    return assessment


@transaction.atomic
def set_targets(
    *, assessment: LearningAssessment, targets: dict[str, str], by: Membership, at: datetime
) -> LearningAssessment:
    assessment = opened(assessment, by=by)
    assessment.targets = {key: stage for key, stage in targets.items() if stage}
    assessment.save(update_fields=["targets"])
    record("targets_set", assessment, by=by, at=at, facts={"targets": assessment.targets})
    return assessment


@transaction.atomic
def judge(
    *,
    assessment: LearningAssessment,
    capability: str,
    stage: str,
    reason: str,
    by: Membership,
    at: datetime,
) -> Judgement:
    """What the rule suggests now is kept beside what the person says, who differs with a reason."""
    assessment = opened(assessment, by=by)
    suggested = queries.suggestion(assessment, capability).stage
    if stage != suggested and not reason.strip():
        raise Refused(_("Say why you differ from the suggestion."))
    judgement, _made = Judgement.objects.update_or_create(
        assessment=assessment,
        capability=capability,
        defaults={
            "suggested": suggested,
            "stage": stage,
            "reason": reason,
            "judged_by": by.person,
            "judged_at": at,
        },
    )
    facts = {"capability": capability, "stage": stage, "suggested": suggested}
    record("judged", assessment, by=by, at=at, facts=facts, words={"reason": reason})
    return judgement


@transaction.atomic
def finish(*, assessment: LearningAssessment, by: Membership, at: datetime) -> LearningAssessment:
    """Its report is kept as it is now, with a hash: nothing that is loaded later changes it."""
    assessment = opened(assessment, by=by)
    judged = set(assessment.judgements.values_list("capability", flat=True))
    if left := [key for key in assessment.capabilities if key not in judged]:
        first = assessment.version.data.capability(left[0])
        name = first.name if first else left[0]
        raise Refused(_("Say first where you stand in “{name}”.").format(name=name))
    keep_facts(assessment.organisation, assessment.department, at=at)
    assessment.report = queries.report(assessment, on=assessment.organisation.day(at))
    assessment.sha256 = hash_of(assessment.report)
    return _end(assessment, "finish", by=by, at=at, facts={"report": assessment.sha256})


@transaction.atomic
def stop(
    *, assessment: LearningAssessment, reason: str, by: Membership, at: datetime
) -> LearningAssessment:
    assessment = opened(assessment, by=by)
    return _end(assessment, "stop", by=by, at=at, words={"reason": reason})


def _end(
    assessment: LearningAssessment, action: str, *, by: Membership, at: datetime, **more: Any
) -> LearningAssessment:
    move = check_move(ASSESSMENT_MOVES, action=action, old=assessment.status)
    assessment.status, assessment.ended_at = move.new, at
    assessment.save()
    record(move.new, assessment, by=by, at=at, **more)
    return assessment


def hash_of(report: dict[str, Any]) -> str:
    return hashlib.sha256(queries.canonical(report).encode()).hexdigest()


def opened(assessment: LearningAssessment, *, by: Membership) -> LearningAssessment:
    """Locked, and under way, and led by this member."""
    rules.check_can_lead(by, assessment)
    locked = LearningAssessment.objects.select_for_update(of=("self",))
    found = locked.select_related("version", "organisation").get(pk=assessment.pk)
    rules.check_is_open(found)
    return found


def record(
    verb: str,
    assessment: LearningAssessment,
    *,
    by: Membership,
    at: datetime,
    facts: dict[str, Any] | None = None,
    words: dict[str, Any] | None = None,
) -> None:
    audit.record(
        f"learning.assessment.{verb}",
        subject=assessment,
        organisation=assessment.organisation,
        by=by.person,
        at=at,
        facts=facts,
        words=words,
    )
