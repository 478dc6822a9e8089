from collections.abc import Iterable

from django.utils.translation import gettext

from mercat.common.refusals import NotAllowed
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role

PERMISSIONS: dict[str, frozenset[Role]] = {
    "see the organisation's pages": frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
    "administer the organisation": frozenset({Role.ADMINISTRATOR}),
}


def has_role(membership: Membership, roles: Iterable[Role]) -> bool:
    """One query, unless the roles were prefetched (CurrentMembership does)."""
    wanted = set(roles)
    return any(held.role in wanted for held in membership.roles.all())


def check_role(membership: Membership, roles: Iterable[Role]) -> None:
    wanted = list(roles)
    if not has_role(membership, wanted):
        names = gettext(" or ").join(str(role.label) for role in wanted)
        raise NotAllowed(
            gettext("This is for: {names}. Ask an administrator if it should be for you.").format(
                names=names
            )
        )


def check_can_see_administration(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["see the organisation's pages"]))


def check_can_administer(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["administer the organisation"]))


def can_see_administration(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["see the organisation's pages"])


def can_administer(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["administer the organisation"])
