from mercat.organisations.models import Membership
from mercat.organisations.rules import check_role, has_role
from mercat.passports.rules.basis import PERMISSIONS

VERB = "keep the words for reasons"


def check_can_keep_reasons(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS[VERB]))


def can_keep_reasons(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS[VERB])
