from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.comments import actions as comments
from mercat.comments.models import Comment, Thread
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import emails, rules
from mercat.passports.actions import moving
from mercat.passports.actions.conditions import in_words, set_conditions
from mercat.passports.actions.deciding import (
    check_deferral,
    check_outcome,
    last_of_trial,
    move_to_decided,
)
from mercat.passports.actions.roll import call_roll
from mercat.passports.actions.voting import counted
from mercat.passports.library import Term
from mercat.passports.lifecycle import Outcome, Status
from mercat.passports.models import Application, Decision, InformationRequest


@transaction.atomic
def open_case(
    *, application: Application, tells: bool = True, by: Membership, at: datetime
) -> Application:
    """Put the case before the panel: the roll is called, the applicant never sits on it.

    `tells` not where it is one of many: then its members have one mail for all.
    """
    application = moving.locked(application)
    rules.check_can_open(by, application)
    moving.move(application, action="open")
    application.discussion = Thread.objects.create(organisation=application.organisation)
    application.save()
    seats = call_roll(application, at=at)
    if tells:
        emails.queue_panel(application, seats, at=at)
    moving.record("opened", application, by=by, at=at, facts={"seats": len(seats)})
    return application


@transaction.atomic
def discuss(*, application: Application, text: str, by: Membership, at: datetime) -> Comment:
    application = moving.locked(application)
    rules.check_can_discuss(by, application)
    if application.discussion is None or application.status not in {
        Status.IN_PANEL,
        Status.MORE_INFO,
        Status.DECIDED,
    }:
        raise Refused(_("The panel is not discussing this case now."))
    return comments.add(thread=application.discussion, text=text, by=by.person, at=at)


@transaction.atomic
def ask(
    *, application: Application, question: str, by: Membership, at: datetime
) -> InformationRequest:
    """Ask the applicant for something; the clock stops until the answer comes."""
    application = moving.locked(application)
    rules.check_can_ask(by, application)
    application.resumes_to = moving.move(application, action="ask")
    application.due_on = moving.due_on(application, "answer_working_days", at=at)
    application.save()
    request = InformationRequest.objects.create(
        application=application,
        question=question,
        due_on=application.due_on,
        asked_by=by.person,
        asked_at=at,
    )
    emails.queue_question(request, at=at)
    moving.record("asked", application, by=by, at=at, words={"question": question})
    return request


@transaction.atomic
def decide(
    *,
    application: Application,
    outcome: str,
    reasons: str,
    conditions: Sequence[Term] = (),
    panel_note: str,
    expires_on: date | None = None,
    trial_months: int | None = None,
    deferred_until: date | None = None,
    override_reason: str = "",
    revision: int | None = None,
    by: Membership,
    at: datetime,
) -> Decision:
    """The chair records what the panel agreed. Nobody outside is told before release.

    `override_reason` is why the chair decides without a quorum, otherwise than the votes, or
    before the applicant has answered; `revision` the version that they have read.
    """
    application = moving.locked(application)
    rules.check_can_decide(by, application)
    check_outcome(application, outcome)
    if outcome == Outcome.TRIAL:
        expires_on = last_of_trial(application, trial_months, at=at)
    check_deferral(application, outcome, deferred_until, at=at)
    waited = move_to_decided(application, override_reason, at=at)
    latest = application.revisions.latest("number")
    if revision not in {None, latest.number}:
        raise Refused(
            _("A new version came while you were reading. Look at what changed, then decide.")
        )
    votes = counted(
        application,
        latest,
        outcome=outcome,
        override_reason=override_reason,
        waited=waited,
        by=by,
    )
    decision = Decision.objects.create(
        application=application,
        revision=latest,
        outcome=outcome,
        reasons=reasons,
        conditions=in_words(conditions),
        panel_note=panel_note,
        expires_on=expires_on,
        deferred_until=deferred_until,
        decided_by=by.person,
        decided_at=at,
        **votes,
    )
    set_conditions(decision, conditions)
    emails.queue_decided(application, at=at)
    moving.record(
        "decided",
        application,
        by=by,
        at=at,
        facts={"outcome": outcome, "revision": latest.number, "sha256": latest.sha256},
        words={
            "reasons": reasons,
            "conditions": decision.conditions,
            "panel_note": panel_note,
            "override_reason": override_reason,
        },
    )
    return decision


@transaction.atomic
def reopen(*, application: Application, by: Membership, at: datetime) -> Application:
    """Take a decision back before it is released; the replaced one is kept."""
    application = moving.locked(application)
    rules.check_can_reopen(by, application)
    moving.move(application, action="reopen")
    application.save()
    application.decisions.filter(replaced_at=None).update(replaced_at=at)
    moving.record("reopened", application, by=by, at=at)
    return application
