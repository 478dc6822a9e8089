from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import has_role
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
