from mercat.organisations.models import Membership
from mercat.organisations.rules import check_role, has_role
from mercat.passports.rules.basis import PERMISSIONS

VERB = "choose guidance"


def check_can_choose_guidance(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS[VERB]))


def can_choose_guidance(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS[VERB])
