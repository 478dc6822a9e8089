from datetime import date, datetime
from typing import Any

from django.db import transaction

from mercat.audit import actions as audit
from mercat.common.lifecycle import check_move
from mercat.learning import emails, queries, rules
from mercat.learning.lifecycle import PLAN_MOVES, EvidenceKind
from mercat.learning.models import (
    Evidence,
    EvidenceUse,
    LearningAssessment,
    NoAction,
    PlannedAction,
)
from mercat.organisations.models import Membership


@transaction.atomic
def plan(
    *,
    assessment: LearningAssessment,
    capability: str,
    text: str,
    stage: str,
    owner: Membership,
    due_on: date,
    by: Membership,
    at: datetime,
) -> PlannedAction:
    """What was said against doing anything falls away."""
    assessment = _planning(assessment, by=by)
    planned = PlannedAction.objects.create(
        assessment=assessment,
        capability=capability,
        text=text,
        stage=stage,
        owner=owner.person,
        planned_on=assessment.organisation.day(at),
        due_on=due_on,
        status=check_move(PLAN_MOVES, action="plan", old="").new,
    )
    assessment.no_actions.filter(capability=capability).delete()
    _tell_owner(planned, by=by, at=at)
    _record("planned", planned, by=by, at=at)
    return planned


@transaction.atomic
def plan_nothing(
    *, assessment: LearningAssessment, capability: str, reason: str, by: Membership, at: datetime
) -> NoAction:
    assessment = _planning(assessment, by=by)
    given = {"reason": reason, "said_by": by.person, "said_at": at}
    nothing, _made = NoAction.objects.update_or_create(
        assessment=assessment, capability=capability, defaults=given
    )
    audit.record(
        "learning.plan.nothing",
        subject=assessment,
        organisation=assessment.organisation,
        by=by.person,
        at=at,
        facts={"capability": capability},
        words={"reason": reason},
    )
    return nothing


@transaction.atomic
def change(
    *,
    planned: PlannedAction,
    text: str,
    stage: str,
    owner: Membership,
    due_on: date,
    by: Membership,
    at: datetime,
) -> PlannedAction:
    """Another day begins the reminders anew; a new owner is told."""
    planned = _planned(planned, by=by)
    is_new = planned.owner_id != owner.person_id
    if planned.due_on != due_on:
        _begin_anew(planned, due_on, at=at)
    planned.text, planned.stage, planned.owner = text, stage, owner.person
    _move(planned, "change", by=by, at=at)
    if is_new:
        _tell_owner(planned, by=by, at=at)
    return planned


@transaction.atomic
def begin(*, planned: PlannedAction, by: Membership, at: datetime) -> PlannedAction:
    planned = locked_plan(planned)
    rules.check_can_do(by, planned)
    return _move(planned, "begin", by=by, at=at)


@transaction.atomic
def complete(
    *, planned: PlannedAction, outcome: str, by: Membership, at: datetime
) -> PlannedAction:
    planned = locked_plan(planned)
    rules.check_can_do(by, planned)
    return _end(planned, "complete", outcome, by=by, at=at)


@transaction.atomic
def drop(*, planned: PlannedAction, outcome: str, by: Membership, at: datetime) -> PlannedAction:
    return _end(_planned(planned, by=by), "drop", outcome, by=by, at=at)


@transaction.atomic
def reopen(*, planned: PlannedAction, due_on: date, by: Membership, at: datetime) -> PlannedAction:
    planned = _planned(planned, by=by)
    planned.ended_on = None
    _begin_anew(planned, due_on, at=at)
    return _move(planned, "reopen", by=by, at=at)


@transaction.atomic
def take_as_evidence(*, planned: PlannedAction, by: Membership, at: datetime) -> Evidence:
    """What came of it is kept; while the assessment is under way it speaks there at once."""
    planned = _planned(planned, by=by)
    rules.check_is_done(planned)
    if planned.evidence:
        return planned.evidence
    assessment = planned.assessment
    planned.evidence = Evidence.objects.create(
        organisation=assessment.organisation,
        kind=EvidenceKind.STATEMENT,
        title=planned.text[:160],
        text=f"{planned.text}\n\n{planned.outcome}".strip(),
        dated_on=planned.ended_on or assessment.organisation.day(at),
        added_by=by.person,
        added_at=at,
    )
    planned.save(update_fields=["evidence"])
    if assessment.is_open:
        EvidenceUse.objects.bulk_create(
            EvidenceUse(evidence=planned.evidence, assessment=assessment, indicator=key)
            for key in queries.indicators_aimed_at(planned)
        )
    _record("taken_as_evidence", planned, by=by, at=at)
    return planned.evidence


def _planning(assessment: LearningAssessment, *, by: Membership) -> LearningAssessment:
    """Locked; final or under way, and led by this member."""
    locked = LearningAssessment.objects.select_for_update(of=("self",))
    found = locked.select_related("organisation").get(pk=assessment.pk)
    rules.check_can_plan(by, found)
    return found


def _begin_anew(planned: PlannedAction, due_on: date, *, at: datetime) -> None:
    planned.planned_on, planned.due_on = planned.assessment.organisation.day(at), due_on
    planned.reminded, planned.reminded_on = 0, None


def _planned(planned: PlannedAction, *, by: Membership) -> PlannedAction:
    """Locked, and led by this member."""
    planned = locked_plan(planned)
    rules.check_can_plan(by, planned.assessment)
    return planned


def locked_plan(planned: PlannedAction) -> PlannedAction:
    found = PlannedAction.objects.select_for_update(of=("self",))
    return found.select_related(
        "assessment__organisation", "assessment__version", "owner", "evidence", "page"
    ).get(pk=planned.pk)


def _end(
    planned: PlannedAction, action: str, outcome: str, *, by: Membership, at: datetime
) -> PlannedAction:
    planned.outcome, planned.ended_on = outcome, planned.assessment.organisation.day(at)
    return _move(planned, action, by=by, at=at, words={"outcome": outcome})


def _move(
    planned: PlannedAction, action: str, *, by: Membership, at: datetime, **more: Any
) -> PlannedAction:
    planned.status = check_move(PLAN_MOVES, action=action, old=planned.status).new
    planned.save()
    _record(action, planned, by=by, at=at, **more)
    return planned


def _tell_owner(planned: PlannedAction, *, by: Membership, at: datetime) -> None:
    if planned.owner_id != by.person_id:
        emails.queue_planned(planned, at=at)


def _record(
    verb: str, planned: PlannedAction, *, by: Membership, at: datetime, **more: Any
) -> None:
    audit.record(
        f"learning.plan.{verb}",
        subject=planned,
        organisation=planned.assessment.organisation,
        by=by.person,
        at=at,
        facts={"status": planned.status, "capability": planned.capability},
        **more,
    )
