from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.organisations.models import Membership
from mercat.passports import emails, queries
from mercat.passports.actions import moving
from mercat.passports.actions.granting import expiry
from mercat.passports.actions.revision import freeze
from mercat.passports.lifecycle import Kind, Outcome, PassportStatus
from mercat.passports.models import Application, Decision, Letter, Passport
from mercat.passports.question_sets import LEARN

RULE = "to learn: granted at once"


@transaction.atomic
def learn(
    *, answers: dict[str, Any], declarations: list[str], by: Membership, at: datetime
) -> Passport:
    """A learning passport: applied for, decided by the policy's rule and released in one go."""
    application = Application.objects.create(
        organisation=by.organisation,
        applicant=by.person,
        kind=Kind.LEARN,
        title=_("To learn with social media"),
        question_set=LEARN,
        policy=queries.policy_of(by.organisation),
        created_at=at,
        submitted_at=at,
        released_at=at,
        ended_at=at,
        status=_through_all_states(),
    )
    revision = freeze(application, answers, declarations, shows_name=False, by=by, at=at)
    decision = Decision.objects.create(
        application=application,
        revision=revision,
        outcome=Outcome.APPROVED,
        reasons=_("To learn needs no decision by the panel."),
        rule=RULE,
        decided_at=at,
    )
    passport = _grant(application, decision, by=by, at=at)
    _write_letter(application, decision, passport, at=at)
    moving.record("learned", application, by=by, at=at, facts={"sha256": revision.sha256})
    return passport


def _through_all_states() -> str:
    """The same moves as any application, checked in the table, with nobody waiting in between."""
    application = Application()
    for action in ("submit", "fast_track", "release"):
        moving.move(application, action=action)
    return application.status


def _grant(
    application: Application, decision: Decision, *, by: Membership, at: datetime
) -> Passport:
    today = by.organisation.day(at)
    passport = Passport.objects.create(
        organisation=by.organisation,
        application=application,
        decision=decision,
        holder=by.person,
        department=by.department,
        job_title=by.job_title,
        purpose=decision.revision.content["answers"]["purpose"],
        status=PassportStatus.ACTIVE,
        starts_on=today,
        expires_on=expiry(today, moving.policy_content(application)),
    )
    audit.record(
        "passports.passport.granted",
        subject=passport,
        organisation=by.organisation,
        by=by.person,
        at=at,
        facts={"application": application.public_id, "rule": RULE},
    )
    return passport


def _write_letter(
    application: Application, decision: Decision, passport: Passport, *, at: datetime
) -> None:
    letter = Letter.objects.create(
        decision=decision,
        subject=_("Your learning passport"),
        text=emails.learning_letter(application, passport),
        released_at=at,
    )
    emails.queue_letter(letter, application=application, passport=passport, at=at)
