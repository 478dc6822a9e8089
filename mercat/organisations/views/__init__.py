from mercat.organisations.views.accept import accept
from mercat.organisations.views.choose import choose
from mercat.organisations.views.departments import (
    add_department,
    change_department,
    departments,
    remove_department,
)
from mercat.organisations.views.domains import (
    add_domain,
    check_domain,
    domain,
    domains,
    remove_domain,
)
from mercat.organisations.views.invitations import (
    invitation,
    invitations,
    invite,
    invite_again,
    withdraw_invitation,
)
from mercat.organisations.views.organisation import change_organisation, choose_licence
from mercat.organisations.views.people import change_member, end_membership, member, people
from mercat.organisations.views.programs import allow_program, programs, stop_program
from mercat.organisations.views.roster import roster
from mercat.organisations.views.tokens import end_token, make_token, tokens

__all__ = [
    "accept",
    "add_department",
    "add_domain",
    "allow_program",
    "change_department",
    "change_member",
    "change_organisation",
    "check_domain",
    "choose",
    "choose_licence",
    "departments",
    "domain",
    "domains",
    "end_membership",
    "end_token",
    "invitation",
    "invitations",
    "invite",
    "invite_again",
    "make_token",
    "member",
    "people",
    "programs",
    "remove_department",
    "remove_domain",
    "roster",
    "stop_program",
    "tokens",
    "withdraw_invitation",
]
