from django.utils.translation import gettext as _

from mercat.common.refusals import NotAllowed
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import check_role, has_role
from mercat.people.models import Person
from mercat.register.elections.models import Period

SEE, SET = "see pre-election periods", "set a pre-election period"
PERMISSIONS: dict[str, frozenset[Role]] = {
    SEE: frozenset({Role.KEEPER, Role.ADVISER, Role.FOI_OFFICER, Role.ADMINISTRATOR, Role.AUDITOR}),
    SET: frozenset({Role.KEEPER, Role.ADMINISTRATOR}),
}


def can_see_periods(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS[SEE])


def check_can_see_periods(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS[SEE]))


def can_set_periods(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS[SET])


def check_can_set_periods(membership: Membership, period: Period | None = None) -> None:
    if period is not None and period.organisation_id != membership.organisation_id:
        raise NotAllowed(_("This belongs to another organisation."))
    check_role(membership, sorted(PERMISSIONS[SET]))


def can_propose(person: Person) -> bool:
    return person.is_operator and person.is_active


def check_can_propose(person: Person) -> None:
    if not can_propose(person):
        raise NotAllowed(_("Only an operator of this site proposes days to a nation."))
