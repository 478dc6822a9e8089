"""What was closed or withdrawn, begun again from a copy of its answers."""

from datetime import datetime

from django.db import transaction

from mercat.organisations.models import Membership
from mercat.passports import queries, rules
from mercat.passports.actions import moving
from mercat.passports.actions.appealing import begin_appeal
from mercat.passports.actions.copying import copy_answers
from mercat.passports.actions.draft import start
from mercat.passports.actions.renewal import begin_change, begin_renewal
from mercat.passports.lifecycle import OPEN, Kind
from mercat.passports.models import Application, SectionAnswers

FOLLOWS = {Kind.RENEWAL, Kind.CHANGE}  # another passport
STARTS_AS = {Kind.COUNCILLOR: Kind.COUNCILLOR}  # the others as a new one


@transaction.atomic
def begin_again(*, application: Application, by: Membership, at: datetime) -> Application:
    """A draft with all that was written. Pressed twice, it is the same draft."""
    application = moving.locked(application)
    rules.check_can_begin_again(by, application)
    begun = Application.objects.filter(begun_from=application, status__in=OPEN).first()
    if begun:
        return begun
    draft = _draft(application, by=by, at=at)
    draft.begun_from, draft.title = application, application.title
    draft.save(update_fields=["begun_from", "title"])
    SectionAnswers.objects.filter(application=draft).delete()
    copy_answers(queries.given(queries.answers_of(application)), draft, by=by, at=at)
    moving.record("begun_again", application, by=by, at=at, facts={"draft": draft.public_id})
    return draft


def _draft(application: Application, *, by: Membership, at: datetime) -> Application:
    if application.kind == Kind.APPEAL:
        return begin_appeal(against=application.appeal.against, by=by, at=at)
    if application.kind not in FOLLOWS:
        kind = STARTS_AS.get(Kind(application.kind), Kind.NEW)
        return start(by=by, at=at, kind=kind)
    passport, renewal = application.renewal.passport, application.renewal
    if application.kind == Kind.CHANGE:
        return begin_change(passport=passport, by=by, at=at)
    said = {"reached": renewal.reached, "learned": renewal.learned}
    return begin_renewal(passport=passport, **said, by=by, at=at)
