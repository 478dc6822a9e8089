from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common import languages
from mercat.common.refusals import Refused
from mercat.organisations import queries as organisations
from mercat.organisations.models import Department, Membership
from mercat.passports import emails, rules
from mercat.passports.actions import moving
from mercat.passports.actions.ending import end_replaced, record_ended
from mercat.passports.actions.joining import join
from mercat.passports.lifecycle import APPROVING, Kind, Outcome, PassportStatus, Status
from mercat.passports.models import Application, Decision, Letter, Passport
from mercat.people.models import Person
from mercat.platforms import Account as Recognised
from mercat.register import actions as register
from mercat.register import queries as register_queries
from mercat.register.models import Account, Custodian


@transaction.atomic
def release(
    *,
    application: Application,
    text: str,
    decision: int | None = None,
    by: Membership,
    at: datetime,
) -> Letter:
    """Send the letter; an approving decision makes the passport and the register's entry.

    `decision` is the key of the one that the letter was written for.
    """
    application = moving.locked(application)
    rules.check_can_release(by, application)
    standing = application.decisions.select_related("revision").filter(replaced_at=None).first()
    if standing and decision not in {None, standing.pk}:
        raise Refused(
            _("The panel has decided anew since you opened this letter. Open it again, and read.")
        )
    if standing and (said := emails.contradiction(application, standing, text)):
        raise Refused(_("The decision is another: take out “{sentence}”").format(sentence=said))
    return deliver(application, standing, text, by=by, released_by=by.person, at=at)


def deliver(
    application: Application,
    decision: Decision | None,
    text: str,
    *,
    by: Membership,
    released_by: Person | None,
    at: datetime,
) -> Letter:
    """On the locked row: by the clerk, or by nobody where the policy's rule decided."""
    _move(application, decision, at=at)
    if decision is None:
        raise ValueError("what is decided has a decision that stands")
    _check_days_lie_ahead(decision, application.organisation.day(at))
    with languages.reading(application.organisation.language_for(application.applicant)):
        subject = _("Your application: {title}").format(title=application.title)
    letter = Letter.objects.create(
        decision=decision,
        subject=subject,
        text=text,
        released_by=released_by,
        released_at=at,
    )
    ended = end_replaced(decision, at=at)
    passport = grant(decision, by=by, at=at) if _approves(decision) else None
    record_ended(ended, by=by, at=at)
    emails.queue_letter(letter, application=application, passport=passport, at=at)
    moving.record(
        "released",
        application,
        by=by,
        at=at,
        facts={"outcome": decision.outcome},
        words={"letter": text},
    )
    return letter


def _move(application: Application, decision: Decision | None, *, at: datetime) -> None:
    """What is deferred has a letter and stays open, until its day."""
    until = decision.deferred_until if decision else None
    moving.move(application, action="release", new=Status.DEFERRED if until else Status.RELEASED)
    if until:
        application.due_on = until
    else:
        application.released_at = application.ended_at = at
    application.save()


def _check_days_lie_ahead(decision: Decision, today: date) -> None:
    if decision.deferred_until and decision.deferred_until <= today:
        sentence = _(
            "The day of another look has come. Ask the chair to take the decision back, and to "
            "decide or to name a later day."
        )
        raise Refused(sentence)
    if decision.condition_set.filter(due_on__lte=today).exists():
        sentence = _(
            "A condition was to be met by a day that has come. Ask the chair to take the "
            "decision back and to name a later day."
        )
        raise Refused(sentence)


def _approves(decision: Decision) -> bool:
    return decision.outcome in APPROVING


def grant(
    decision: Decision, *, account: Account | None = None, by: Membership, at: datetime
) -> Passport:
    """`account` where the register has it already, from the passport that this one replaces."""
    application = decision.application
    answers = decision.revision.content["answers"]
    holder = organisations.membership_of(application.organisation, application.applicant)
    if holder is None:
        raise Refused(_("The applicant has left, so there is nobody to give a passport to."))
    starts_on = application.organisation.day(at)
    expires_on = decision.expires_on or _default_expiry(application, at=at)
    if expires_on < starts_on:
        raise Refused(
            _(
                "The last day of the passport has passed. Ask the chair to take the decision "
                "back and to name a later day."
            )
        )
    passport = Passport.objects.create(
        organisation=application.organisation,
        application=application,
        decision=decision,
        holder=application.applicant,
        department=department_of(application, answers),
        job_title=holder.job_title,
        shows_name=decision.revision.content["shows_name"],
        account=account or account_for(application, answers, by=by, at=at),
        purpose=answers.get("purpose") or answers["reason"],
        is_trial=decision.outcome == Outcome.TRIAL,
        status=PassportStatus.ACTIVE,
        starts_on=starts_on,
        expires_on=expires_on,
    )
    audit.record(
        "passports.passport.granted",
        subject=passport,
        organisation=application.organisation,
        by=by.person,
        at=at,
        facts={"application": application.public_id, "sha256": decision.revision.sha256},
    )
    return passport


def _default_expiry(application: Application, *, at: datetime) -> date:
    """Who renews early loses no day: the new time begins where the old one would have ended."""
    start = application.organisation.day(at)
    if application.kind == Kind.RENEWAL:
        start = max(start, application.renewal.was_until)
    return expiry(start, moving.policy_content(application))


def expiry(start: date, policy: dict[str, Any]) -> date:
    """The same day of the month, so many months later, or the last day of a shorter month."""
    return moving.months_after(start, policy["validity_months"])


def department_of(application: Application, answers: dict[str, Any]) -> Department | None:
    return Department.objects.filter(
        organisation=application.organisation, public_id=answers["department"]
    ).first()


def account_for(
    application: Application, answers: dict[str, Any], *, by: Membership, at: datetime
) -> Account:
    """A new one on the register, or one of ours that the applicant may now work on."""
    if "listed" in answers:
        return join(application, answers, by=by, at=at)
    return enter_register(application, answers, by=by, at=at)


def enter_register(
    application: Application, answers: dict[str, Any], *, by: Membership, at: datetime
) -> Account:
    given = answers["account"]
    organisation = application.organisation
    known = register_queries.find(organisation, platform=given["platform"], key=given["key"])
    return register.enter(
        organisation=organisation,
        recognised=Recognised(
            platform=given["platform"],
            kind=given["kind"],
            handle=given["handle"],
            key=given["key"],
            url=given["url"],
            stable=given["stable"],
        ),
        particulars=register.Particulars(
            name=answers["account_name"],
            department=department_of(application, answers),
            purpose=answers["purpose"],
            audience=answers.get("audience", known.audience if known else ""),
            custodians=_custodians(application, answers),
        ),
        by=by.person,
        at=at,
    )


def _custodians(application: Application, answers: dict[str, Any]) -> Any:
    levels = {
        "administrator": Custodian.Level.ADMINISTRATOR,
        "backup": Custodian.Level.BACKUP,
    }
    found = [(application.applicant, Custodian.Level.OWNER)]
    for key, level in levels.items():
        member = organisations.member_by_email(application.organisation, answers.get(key, ""))
        if member:  # one who left since the application is simply not a custodian
            found.append((member.person, level))
    return tuple(found)
