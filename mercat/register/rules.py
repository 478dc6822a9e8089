from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import has_role
from mercat.register.lifecycle import Status
from mercat.register.models import Account

PERMISSIONS: dict[str, frozenset[Role]] = {
    "see who looks after any account": frozenset(
        {Role.ADVISER, Role.KEEPER, Role.FOI_OFFICER, Role.ADMINISTRATOR, Role.AUDITOR}
    ),
}


def can_see_custodians(membership: Membership, account: Account) -> bool:
    """For these roles, and for those who look after the account themselves."""
    if account.organisation_id != membership.organisation_id:
        return False
    if has_role(membership, PERMISSIONS["see who looks after any account"]):
        return True
    return account.custodians.filter(person=membership.person_id, until=None).exists()


def check_is_own(membership: Membership, account: Account) -> None:
    """Whoever listed an account as their own, and nobody else, keeper or not."""
    if account.status != Status.OWN:
        raise Refused(
            f"{account.name} is on the register of {account.organisation} already. "
            "Ask its keeper if it is your own."
        )
    held = account.custodians.filter(person=membership.person_id, until=None)
    if account.organisation_id != membership.organisation_id or not held.exists():
        raise NotAllowed("Only the person who listed this account can change that.")
