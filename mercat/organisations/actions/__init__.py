"""What changes an organisation, by its noun."""

from mercat.organisations.actions.departments import (
    add_department,
    change_department,
    remove_department,
)
from mercat.organisations.actions.domains import (
    add_domain,
    check_domain,
    check_domains_due,
    remove_domain,
    verify_domain,
)
from mercat.organisations.actions.invitations import (
    accept,
    invite,
    invite_again,
    withdraw_invitation,
)
from mercat.organisations.actions.members import (
    add_member,
    change_member,
    end_membership,
    resume_membership,
)
from mercat.organisations.actions.organisation import change_organisation, choose_licence, create
from mercat.organisations.actions.provisioning import provision
from mercat.organisations.actions.roster import plan_joiners, plan_leavers, take_roster
from mercat.organisations.actions.sealing import Ended, end_all, seal, unseal
from mercat.organisations.actions.tokens import (
    allow_program,
    end_token,
    make_token,
    stop_program,
    use_token,
)

__all__ = [
    "Ended",
    "accept",
    "add_department",
    "add_domain",
    "add_member",
    "allow_program",
    "change_department",
    "change_member",
    "change_organisation",
    "check_domain",
    "check_domains_due",
    "choose_licence",
    "create",
    "end_all",
    "end_membership",
    "end_token",
    "invite",
    "invite_again",
    "make_token",
    "plan_joiners",
    "plan_leavers",
    "provision",
    "remove_department",
    "remove_domain",
    "resume_membership",
    "seal",
    "stop_program",
    "take_roster",
    "unseal",
    "use_token",
    "verify_domain",
    "withdraw_invitation",
]
