from mercat.organisations.models import Membership
from mercat.organisations.rules import has_role
from mercat.passports.models import (
    Application,
)
from mercat.passports.rules.basis import PERMISSIONS, can, check_role_on


def check_can_discuss(membership: Membership, application: Application) -> None:
    check_role_on(membership, application, "discuss")


def check_can_read_discussion(membership: Membership, application: Application) -> None:
    check_role_on(membership, application, "read the panel's discussion")


def check_can_ask(membership: Membership, application: Application) -> None:
    check_role_on(membership, application, "ask the applicant")


def check_can_advise(membership: Membership, application: Application) -> None:
    check_role_on(membership, application, "advise an elected member")


def check_can_name_manager(membership: Membership, application: Application) -> None:
    check_role_on(membership, application, "name the line manager")


def check_can_open(membership: Membership, application: Application) -> None:
    check_role_on(membership, application, "open a case for the panel")


def check_can_decide(membership: Membership, application: Application) -> None:
    check_role_on(membership, application, "decide")


def check_can_reopen(membership: Membership, application: Application) -> None:
    check_role_on(membership, application, "reopen a decision")


def check_can_release(membership: Membership, application: Application) -> None:
    check_role_on(membership, application, "release")


def reads_submitted(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["read submitted applications"])


def can_discuss(membership: Membership, application: Application) -> bool:
    return can(check_can_discuss, membership, application)


def can_read_discussion(membership: Membership, application: Application) -> bool:
    return can(check_can_read_discussion, membership, application)


def can_ask(membership: Membership, application: Application) -> bool:
    return can(check_can_ask, membership, application)


def can_advise(membership: Membership, application: Application) -> bool:
    return can(check_can_advise, membership, application)


def can_name_manager(membership: Membership, application: Application) -> bool:
    return can(check_can_name_manager, membership, application)


def can_open(membership: Membership, application: Application) -> bool:
    return can(check_can_open, membership, application)


def can_decide(membership: Membership, application: Application) -> bool:
    return can(check_can_decide, membership, application)


def can_reopen(membership: Membership, application: Application) -> bool:
    return can(check_can_reopen, membership, application)


def can_release(membership: Membership, application: Application) -> bool:
    return can(check_can_release, membership, application)
