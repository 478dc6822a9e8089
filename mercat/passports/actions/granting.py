"""A passport is made, and its account entered in the register."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.organisations import queries as organisations
from mercat.organisations.models import Department, Membership
from mercat.passports.actions import moving
from mercat.passports.actions.joining import join
from mercat.passports.lifecycle import Kind, Outcome, PassportStatus
from mercat.passports.models import Application, Decision, Passport
from mercat.platforms import Account as Recognised
from mercat.register import actions as register
from mercat.register import queries as register_queries
from mercat.register.models import Account, Custodian


def grant(
    decision: Decision,
    *,
    asked: Decision | None = None,
    account: Account | None = None,
    by: Membership,
    at: datetime,
) -> Passport:
    """`account` where the register has it already, from the passport that this one replaces.

    `asked`: the first decision, where this one is of an appeal: what was asked for stands there.
    """
    asked = asked or decision
    application, revision = asked.application, asked.revision
    answers = revision.content["answers"]
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
        shows_name=revision.content["shows_name"],
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
        facts={"application": application.public_id, "sha256": revision.sha256},
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
