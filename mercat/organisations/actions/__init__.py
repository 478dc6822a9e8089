"""What changes an organisation, by its noun."""

from mercat.organisations.actions.departments import (
    add_department,
    change_department,
    remove_department,
)
from mercat.organisations.actions.invitations import (
    accept,
    invite,
    invite_again,
    withdraw_invitation,
)
from mercat.organisations.actions.members import add_member, change_member, end_membership
from mercat.organisations.actions.organisation import create, verify_domain

__all__ = [
    "accept",
    "add_department",
    "add_member",
    "change_department",
    "change_member",
    "create",
    "end_membership",
    "invite",
    "invite_again",
    "remove_department",
    "verify_domain",
    "withdraw_invitation",
]
