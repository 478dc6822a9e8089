"""An adviser opens an account at once, for some days; the panel has the case from then on."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.comments.models import Thread
from mercat.common import languages
from mercat.common.refusals import Refused
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.passports import emails, queries, rules
from mercat.passports.actions import moving
from mercat.passports.actions.draft import title_of
from mercat.passports.actions.granting import department_of, enter_register
from mercat.passports.actions.revision import freeze
from mercat.passports.actions.roll import call_roll
from mercat.passports.lifecycle import EMERGENCY_DAYS, Kind, PassportStatus
from mercat.passports.models import Application, Passport, SectionAnswers
from mercat.passports.question_sets import EMERGENCY

BATCH = 200


@transaction.atomic
def grant_emergency(
    *, holder: Membership, answers: dict[str, Any], by: Membership, at: datetime
) -> Passport:
    rules.check_can_grant_emergency(by)
    rules.check_can_hold_emergency(by, holder)
    # Two advisers at once: the second waits here and is told that there is a passport.
    organisation = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    _check_is_free(organisation, answers["account"])
    application = _before_the_panel(organisation, holder, answers, at=at)
    SectionAnswers.objects.create(
        application=application,
        section=EMERGENCY.partition("-")[0],
        answers=answers,
        saved_by=by.person,
        saved_at=at,
    )
    revision = freeze(application, answers, [], shows_name=False, by=by, at=at)
    seats = call_roll(application, at=at)
    passport = _grant(application, holder, answers, by=by, at=at)
    letter = _write_letter(application, passport, reason=answers["reason"], by=by, at=at)
    emails.queue_emergency(application, passport, seats, at=at)
    moving.record(
        "emergency_granted",
        application,
        by=by,
        at=at,
        facts={"passport": passport.public_id, "sha256": revision.sha256, "seats": len(seats)},
        words={"reason": answers["reason"], "letter": letter},
    )
    return passport


def _check_is_free(organisation: Organisation, given: dict[str, Any]) -> None:
    held = queries.valid_passport_of(organisation, platform=given["platform"], key=given["key"])
    if held:
        sentence = _(
            "{name} holds a passport for this account already, until {day}. Ask its keeper to "
            "add a colleague who looks after it."
        )
        day = date_format(held.expires_on, "j F Y")
        raise Refused(sentence.format(name=held.holder.name, day=day))


def _before_the_panel(
    organisation: Organisation, holder: Membership, answers: dict[str, Any], *, at: datetime
) -> Application:
    application = Application(
        organisation=organisation,
        applicant=holder.person,
        kind=Kind.EMERGENCY,
        status="",
        title=title_of(answers),
        question_set=EMERGENCY,
        policy=queries.policy_of(organisation),
        created_at=at,
        submitted_at=at,
    )
    moving.move(application, action="grant_emergency")
    last = organisation.day(at) + timedelta(days=EMERGENCY_DAYS)
    application.due_on = min(moving.due_on(application, "working_days", at=at), last)
    application.discussion = Thread.objects.create(organisation=organisation)
    application.save()
    return application


def _grant(
    application: Application,
    holder: Membership,
    answers: dict[str, Any],
    *,
    by: Membership,
    at: datetime,
) -> Passport:
    today = application.organisation.day(at)
    passport = Passport.objects.create(
        organisation=application.organisation,
        application=application,
        holder=holder.person,
        department=department_of(application, answers),
        job_title=holder.job_title,
        account=enter_register(application, answers, by=by, at=at),
        purpose=answers["purpose"],
        status=PassportStatus.ACTIVE,
        starts_on=today,
        expires_on=today + timedelta(days=EMERGENCY_DAYS),
    )
    audit.record(
        "passports.passport.granted",
        subject=passport,
        organisation=application.organisation,
        by=by.person,
        at=at,
        facts={"application": application.public_id, "kind": Kind.EMERGENCY.value},
    )
    return passport


def _write_letter(
    application: Application, passport: Passport, *, reason: str, by: Membership, at: datetime
) -> str:
    with languages.reading(application.organisation.language_for(application.applicant)):
        text = emails.emergency_letter(passport, reason=reason, by=by)
        subject = _("Your emergency passport: {title}").format(title=application.title)
    emails.queue_text(subject, text, application=application, passport=passport, at=at)
    return text


def tell_of_ended_emergencies(*, at: datetime) -> int:
    """Holders whose emergency passport ended, and no other came; each once. The mails."""
    untold = queries.emergencies_ended().filter(told_ended_at=None)
    return sum(_tell_ended(passport, at=at) for passport in list(untold[:BATCH]))


@transaction.atomic
def _tell_ended(passport: Passport, *, at: datetime) -> bool:
    untold = Passport.objects.select_for_update().filter(pk=passport.pk, told_ended_at=None)
    if not untold.exists():  # another worker told them
        return False
    Passport.objects.filter(pk=passport.pk).update(told_ended_at=at)
    if organisations.membership_of(passport.organisation, passport.holder) is None:
        return False
    emails.queue_emergency_ended(passport, at=at)
    return True
