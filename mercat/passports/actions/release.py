from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common import languages
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import emails, rules
from mercat.passports.actions import moving
from mercat.passports.actions.ending import Ended, end_replaced, ended_as, record_ended
from mercat.passports.actions.granting import grant
from mercat.passports.actions.hearing import hear
from mercat.passports.actions.limits import appeal_until
from mercat.passports.lifecycle import GRANTING, Kind, Status
from mercat.passports.models import Application, Decision, Letter, Passport
from mercat.people.models import Person


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
    until = appeal_until(decision, at=at)
    letter = Letter.objects.create(
        decision=decision,
        subject=subject,
        text=emails.with_appeal(text, application, until),
        released_by=released_by,
        released_at=at,
        appeal_until=until,
    )
    passport, ended = _carry_out(decision, by=by, at=at)
    record_ended(ended, by=by, at=at)
    emails.queue_letter(letter, application=application, passport=passport, at=at)
    moving.record(
        "released",
        application,
        by=by,
        at=at,
        facts={"outcome": decision.outcome},
        words={"letter": letter.text},
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


def _carry_out(
    decision: Decision, *, by: Membership, at: datetime
) -> tuple[Passport | None, Ended]:
    """The passport that follows from it, if any, and what happened to which."""
    if decision.application.kind == Kind.APPEAL:
        return hear(decision, by=by, at=at)
    ended = ended_as(end_replaced(decision, at=at))
    grants = decision.outcome in GRANTING
    return (grant(decision, by=by, at=at) if grants else None), ended
