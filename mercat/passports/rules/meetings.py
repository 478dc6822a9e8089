from mercat.organisations.models import Membership
from mercat.organisations.rules import check_role, has_role
from mercat.passports.rules.basis import PERMISSIONS, can


def _check(membership: Membership, verb: str) -> None:
    check_role(membership, sorted(PERMISSIONS[verb]))


def sees_meetings(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["see the panel's meetings"])


def check_can_see_meetings(membership: Membership) -> None:
    _check(membership, "see the panel's meetings")


def check_can_arrange(membership: Membership) -> None:
    _check(membership, "arrange meetings")


def check_can_approve_minutes(membership: Membership) -> None:
    _check(membership, "approve minutes")


def can_arrange(membership: Membership) -> bool:
    return can(check_can_arrange, membership)


def can_approve_minutes(membership: Membership) -> bool:
    return can(check_can_approve_minutes, membership)


def decides(membership: Membership) -> bool:
    """By role; whoever steps out of a case does not hear it in the first place."""
    return has_role(membership, PERMISSIONS["decide"])
