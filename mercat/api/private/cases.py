"""Applications as a member sees them, through a program that they allow."""

from typing import Any

from ninja import Schema

from mercat.access.models import Barrier
from mercat.api.private import steps
from mercat.api.private.passports import PersonOut
from mercat.organisations.models import Membership
from mercat.passports import queries, rules
from mercat.passports.lifecycle import Status
from mercat.passports.models import Application, Decision


class ApplicationOut(Schema):
    id: str
    kind: str
    status: str
    title: str
    applicant: PersonOut
    created_at: str
    submitted_at: str | None
    due_on: str | None
    released_at: str | None
    ended_at: str | None


class ApplicationsPage(Schema):
    items: list[ApplicationOut]
    next: str | None


class DecisionOut(Schema):
    number: int
    outcome: str
    reasons: str
    conditions: str
    expires_on: str | None
    decided_at: str


class BarrierOut(Schema):
    """A tool or a browser that is in the way of what the application wants."""

    id: str
    title: str
    status: str


class CaseOut(ApplicationOut):
    """`actions` are the steps that this member may take now."""

    question_set: str
    revision: int | None
    answers: dict[str, Any]
    question: str | None
    decision: DecisionOut | None
    barrier: BarrierOut | None
    actions: list[str]


def told(application: Application, by: Membership) -> dict[str, Any]:
    applicant = application.applicant
    moments = ("created_at", "submitted_at", "due_on", "released_at", "ended_at")
    days = {name: getattr(application, name) for name in moments}
    return {
        "id": application.public_id,
        "kind": application.kind,
        "status": _status(application, by),
        "title": application.title,
        "applicant": {"name": applicant.name, "email": applicant.email},
        **{name: each.isoformat() if each else None for name, each in days.items()},
    }


def case(application: Application, by: Membership) -> dict[str, Any]:
    revision = queries.latest_revision(application)
    writes = rules.can_edit(by, application) and application.status in steps.EDITABLE
    sent = revision.content["answers"] if revision else {}
    asked = application.information_requests.filter(answered_at=None).first()
    decision = queries.standing_decision(application)
    return {
        **told(application, by),
        "question_set": application.question_set,
        "revision": revision.number if revision else None,
        "answers": queries.given(queries.answers_of(application)) if writes else sent,
        "question": asked.question if asked else None,
        "decision": _decision(decision) if decision and _reads_decision(by, application) else None,
        "barrier": _barrier(application.barrier) if application.barrier else None,
        "actions": steps.open_to(by, application),
    }


def _judges(by: Membership, application: Application) -> bool:
    return rules.reads_submitted(by) and not rules.is_applicant(by, application)


def _status(application: Application, by: Membership) -> str:
    """That something is decided is told to the applicant by the letter and by nothing else."""
    if application.status == Status.DECIDED and not _judges(by, application):
        return str(Status.IN_PANEL.value)
    return application.status


def _reads_decision(by: Membership, application: Application) -> bool:
    """As on its page: the applicant once the letter is out, the panel at once."""
    if application.status == Status.RELEASED:
        return rules.is_applicant(by, application) or rules.can_read_discussion(by, application)
    return rules.can_read_discussion(by, application)


def _barrier(barrier: Barrier) -> dict[str, Any]:
    return {"id": barrier.public_id, "title": barrier.title, "status": barrier.state}


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "number": decision.pk,
        "outcome": decision.outcome,
        "reasons": decision.reasons,
        "conditions": decision.conditions,
        "expires_on": decision.expires_on.isoformat() if decision.expires_on else None,
        "decided_at": decision.decided_at.isoformat(),
    }
