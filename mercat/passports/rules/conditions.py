from django.utils.translation import gettext

from mercat.common.refusals import NotAllowed
from mercat.organisations.models import Membership
from mercat.organisations.rules import check_role
from mercat.passports.models import Condition
from mercat.passports.rules.basis import PERMISSIONS, can, check_here, check_role_on, is_applicant


def check_can_follow_conditions(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["follow conditions"]))


def can_follow_conditions(membership: Membership) -> bool:
    return can(check_can_follow_conditions, membership)


def check_can_accept_conditions(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["accept conditions"]))


def can_accept_conditions(membership: Membership) -> bool:
    return can(check_can_accept_conditions, membership)


def check_can_say_done(membership: Membership, condition: Condition) -> None:
    application = condition.decision.application
    check_here(membership, application)
    if not is_applicant(membership, application):
        raise NotAllowed(gettext("Only the holder can say that this is done."))


def can_say_done(membership: Membership, condition: Condition) -> bool:
    return can(check_can_say_done, membership, condition)


def check_can_accept_condition(membership: Membership, condition: Condition) -> None:
    check_role_on(membership, condition.decision.application, "accept conditions")


def can_accept_condition(membership: Membership, condition: Condition) -> bool:
    return can(check_can_accept_condition, membership, condition)
