from tests.factories.models import (
    AccountFactory,
    DepartmentFactory,
    HoldFactory,
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    ReviewFactory,
)

__all__ = [
    "AccountFactory",
    "DepartmentFactory",
    "HoldFactory",
    "InvitationFactory",
    "MembershipFactory",
    "OrganisationFactory",
    "PersonFactory",
    "ReviewFactory",
]
