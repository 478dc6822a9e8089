from mercat.organisations.views.accept import accept
from mercat.organisations.views.choose import choose
from mercat.organisations.views.departments import (
    add_department,
    change_department,
    departments,
    remove_department,
)
from mercat.organisations.views.invitations import (
    invitation,
    invitations,
    invite,
    invite_again,
    withdraw_invitation,
)
from mercat.organisations.views.people import change_member, end_membership, member, people

__all__ = [
    "accept",
    "add_department",
    "change_department",
    "change_member",
    "choose",
    "departments",
    "end_membership",
    "invitation",
    "invitations",
    "invite",
    "invite_again",
    "member",
    "people",
    "remove_department",
    "withdraw_invitation",
]
