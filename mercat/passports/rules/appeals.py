"""Whoever something was decided about may ask others to look again."""

from django.utils.translation import gettext

from mercat.common.refusals import NotAllowed
from mercat.organisations.models import Membership
from mercat.passports.models import Application, Decision, Passport, Revocation, Suspension
from mercat.passports.rules.basis import can, check_here, is_applicant
from mercat.passports.rules.life import holds

Against = Decision | Suspension | Revocation


def check_is_applicant(membership: Membership, application: Application) -> None:
    check_here(membership, application)
    if not is_applicant(membership, application):
        raise NotAllowed(gettext("Only the person who applied can appeal."))


def check_is_holder(membership: Membership, passport: Passport) -> None:
    if not holds(membership, passport):
        raise NotAllowed(gettext("Only the holder of the passport can appeal."))


def check_can_appeal(membership: Membership, against: Against) -> None:
    """No query where the case or the passport was selected with it."""
    if isinstance(against, Decision):
        return check_is_applicant(membership, against.application)
    return check_is_holder(membership, against.passport)


def can_appeal(membership: Membership, against: Against) -> bool:
    return can(check_can_appeal, membership, against)
