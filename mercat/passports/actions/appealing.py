"""An appeal: begun from what was decided, in one press, and heard by others.

Whoever had a part in it the first time steps out from the moment that it is sent.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mercat.common import languages
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import emails, queries, question_sets, rules
from mercat.passports.actions import moving
from mercat.passports.actions.correcting import overtake_corrections
from mercat.passports.actions.roll import seat
from mercat.passports.lifecycle import OPEN, Kind
from mercat.passports.models import Appeal, Application, Decision, Revocation, Suspension

Against = Decision | Suspension | Revocation


@transaction.atomic
def begin_appeal(*, against: Against, by: Membership, at: datetime) -> Application:
    """A draft with a few questions. Pressed twice, it is the same draft."""
    rules.check_can_appeal(by, against)
    case = moving.locked(_case(against))
    against.refresh_from_db()
    begun = queries.appeal_against(against)
    if begun and begun.application.status in OPEN:
        return begun.application
    if begun:
        raise Refused(_("Your appeal was heard already. Its letter says what came of it."))
    until = _last_day(against, at=at)
    application = Application.objects.create(
        organisation=case.organisation,
        applicant=by.person,
        kind=Kind.APPEAL,
        title=_title(case),
        question_set=question_sets.APPEAL,
        created_at=at,
    )
    Appeal.objects.create(application=application, until=until, **{_field(against): against})
    facts = {"appealed": case.public_id, "kind": Kind.APPEAL.value}
    moving.record("started", application, by=by, at=at, facts=facts)
    return application


def _case(against: Against) -> Application:
    if isinstance(against, Decision):
        return against.application
    return against.passport.application


def _field(against: Against) -> str:
    return type(against).__name__.lower()


def _title(case: Application) -> str:
    with languages.reading(case.organisation.language_for(case.applicant)):
        return _("Appeal: {title}").format(title=case.title)[:160]


def _last_day(against: Against, *, at: datetime) -> date:
    until = queries.appeal_ends(against)
    if until is None:
        raise Refused(_("There is nothing here that can be appealed now."))
    if _case(against).organisation.day(at) > until:
        sentence = _("The last day to appeal was {day}. You may apply anew at any time.")
        raise Refused(sentence.format(day=date_format(until, "j F Y")))
    return until


def receive_appeal(application: Application, *, at: datetime) -> None:
    """On the locked row, as a part of sending it."""
    appeal = application.appeal
    _last_day(appeal.against, at=at)
    seat(application, queries.step_out_at_once(appeal), at=at)
    if appeal.decision:
        overtake_corrections(appeal.decision.application, at=at)
    if lacking := queries.nobody_left(application):
        emails.queue_nobody_left(application, lacking, at=at)
