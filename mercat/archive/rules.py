from datetime import date, datetime

from django.utils.translation import gettext as _

from mercat.archive.lifecycle import MOVES, ClosingStatus
from mercat.archive.models import Closing
from mercat.common.lifecycle import check_move
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.organisations.roles import Role
from mercat.people.models import Person


def can_close(person: Person) -> bool:
    """Plan, call off and carry out: whoever runs the site."""
    return person.is_operator and person.is_active


def check_can_close(person: Person) -> None:
    if not can_close(person):
        raise NotAllowed(_("Those who run this site close it."))


def can_read(person: Person, organisation: Organisation | None) -> bool:
    return can_close(person) or can_confirm_for(person, organisation)


def can_confirm_for(person: Person, organisation: Organisation | None) -> bool:
    """Another operator, or an administrator of the organisation that closes."""
    if person.is_operator:
        return True
    if organisation is None:
        return False
    administrators = organisations.members_with_role(organisation, Role.ADMINISTRATOR)
    return administrators.filter(person=person).exists()


def check_can_confirm(person: Person, closing: Closing) -> None:
    if not can_confirm_for(person, closing.organisation):
        raise NotAllowed(_("Another operator confirms, or an administrator of the organisation."))
    if closing.planned_by == person.audit_key:
        raise Refused(_("You planned it. Somebody else has to confirm it."))


def check_can_seal(closing: Closing, *, at: datetime) -> None:
    check_move(MOVES, action="seal", old=closing.status)
    if closing.closes_on > day_of(closing, at=at):
        raise Refused(_("Its day has not come. Until then the plan can be changed."))


def can_seal(closing: Closing, *, at: datetime) -> bool:
    return closing.status == ClosingStatus.CONFIRMED and closing.closes_on <= day_of(closing, at=at)


def day_of(closing: Closing, *, at: datetime) -> date:
    day: date = closing.organisation.day(at) if closing.organisation else at.date()
    return day
