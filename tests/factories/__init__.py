from tests.factories.models import (
    AccountFactory,
    DepartmentFactory,
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)

__all__ = [
    "AccountFactory",
    "DepartmentFactory",
    "InvitationFactory",
    "MembershipFactory",
    "OrganisationFactory",
    "PersonFactory",
]
