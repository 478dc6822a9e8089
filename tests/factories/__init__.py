from tests.factories.models import (
    AccountFactory,
    ComplaintFactory,
    DepartmentFactory,
    HoldFactory,
    ImportFactory,
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    ReviewFactory,
)

__all__ = [
    "AccountFactory",
    "ComplaintFactory",
    "DepartmentFactory",
    "HoldFactory",
    "ImportFactory",
    "InvitationFactory",
    "MembershipFactory",
    "OrganisationFactory",
    "PersonFactory",
    "ReviewFactory",
]
