from mercat.organisations.models import Membership
from mercat.passports.models import Application
from mercat.passports.rules.basis import can, check_role_on


def check_can_assess(membership: Membership, application: Application) -> None:
    check_role_on(membership, application, "assess a case for the panel")


def can_assess(membership: Membership, application: Application) -> bool:
    return can(check_can_assess, membership, application)
