from mercat.organisations.models import Membership
from mercat.organisations.rules import check_role, has_role
from mercat.passports.rules.basis import PERMISSIONS


def check_can_read_policy(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["read the policy"]))


def can_read_policy(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["read the policy"])
