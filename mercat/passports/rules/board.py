from mercat.organisations.models import Membership
from mercat.organisations.rules import check_role
from mercat.passports.rules.basis import PERMISSIONS, can


def check_can_see_board(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["see the board"]))


def can_see_board(membership: Membership) -> bool:
    return can(check_can_see_board, membership)
