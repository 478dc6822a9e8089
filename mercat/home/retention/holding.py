"""Holds: what they cover, and how they are placed and ended."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.home import rules
from mercat.home.models import Hold
from mercat.home.retention.due import Held
from mercat.organisations.models import Membership, Organisation
from mercat.passports.models import Application
from mercat.people.models import Person


def lasting(organisation: Organisation, *, at: datetime) -> QuerySet[Hold]:
    open_ended = Q(until=None) | Q(until__gte=organisation.day(at))
    return Hold.objects.filter(open_ended, organisation=organisation, ended_at=None)


def of_organisation(organisation: Organisation) -> QuerySet[Hold]:
    return Hold.objects.filter(organisation=organisation).select_related(
        "person", "application", "placed_by", "organisation"
    )


def held(organisation: Organisation, *, at: datetime) -> Held | None:
    """What the holds cover; None when they cover everything. Two queries at most."""
    found = list(lasting(organisation, at=at).select_related("person", "application"))
    if any(hold.about == Hold.About.ORGANISATION for hold in found):
        return None
    people = [hold.person for hold in found if hold.person]
    named = [hold.application for hold in found if hold.application]
    theirs = Application.objects.filter(organisation=organisation, applicant__in=people)
    return Held(people, named + (list(theirs) if people else []))


def of_anywhere(*, at: datetime) -> Held:
    """What the holds of all organisations cover of the site's own things."""
    today = at.date()
    open_ended = Q(until=None) | Q(until__gte=today)
    found = Hold.objects.filter(open_ended, ended_at=None).exclude(person=None)
    return Held([hold.person for hold in found.select_related("person") if hold.person], [])


def on_person(person: Person, organisation: Organisation, *, at: datetime) -> QuerySet[Hold]:
    """Those that cover this person or one of their applications."""
    about = Q(about=Hold.About.ORGANISATION) | Q(person=person) | Q(application__applicant=person)
    return lasting(organisation, at=at).filter(about)


@transaction.atomic
def place_hold(*, by: Membership, at: datetime, until: date | None, **given: Any) -> Hold:
    rules.check_can_hold(by)
    if until and until < by.organisation.day(at):
        raise Refused(_("The last day has passed. Name a later one, or none."))
    hold = Hold.objects.create(
        organisation=by.organisation, placed_by=by.person, placed_at=at, until=until, **given
    )
    _record("placed", hold, by=by, at=at)
    return hold


@transaction.atomic
def end_hold(*, hold: Hold, by: Membership, at: datetime) -> Hold:
    rules.check_can_hold(by)
    hold = Hold.objects.select_for_update().get(pk=hold.pk)
    if hold.ended_at:
        raise Refused(_("This hold was ended already."))
    hold.ended_at, hold.ended_by = at, by.person
    hold.save(update_fields=["ended_at", "ended_by"])
    _record("ended", hold, by=by, at=at)
    return hold


def _record(verb: str, hold: Hold, *, by: Membership, at: datetime) -> None:
    audit.record(
        f"home.hold.{verb}",
        subject=hold,
        organisation=by.organisation,
        by=by.person,
        at=at,
        facts={
            "about": hold.about,
            "reason": hold.reason,
            "until": hold.until.isoformat() if hold.until else "",
            "person": str(hold.person.audit_key) if hold.person else "",
            "application": hold.application.public_id if hold.application else "",
        },
        words={"note": hold.note} if hold.note else None,
    )
