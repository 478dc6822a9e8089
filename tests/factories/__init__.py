from tests.factories.models import (
    AccountFactory,
    DepartmentFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)

__all__ = [
    "AccountFactory",
    "DepartmentFactory",
    "MembershipFactory",
    "OrganisationFactory",
    "PersonFactory",
]
