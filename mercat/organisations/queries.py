from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from mercat.organisations.models import Department, Domain, Membership, Organisation
from mercat.organisations.roles import Role
from mercat.people.models import Person


def active_memberships(person: Person) -> QuerySet[Membership]:
    return (
        Membership.objects.filter(person=person, ended_at=None)
        .select_related("organisation", "department", "manager", "person")
        .prefetch_related("roles")
        .order_by("started_at", "pk")
    )


def active_members(organisation: Organisation) -> QuerySet[Membership]:
    return Membership.objects.filter(
        organisation=organisation, ended_at=None, person__is_active=True
    ).select_related("person", "department")


def members_with_role(organisation: Organisation, *roles: Role) -> QuerySet[Membership]:
    return active_members(organisation).filter(roles__role__in=roles).distinct()


def member_by_email(organisation: Organisation, email: str) -> Membership | None:
    return active_members(organisation).filter(person__email__iexact=email.strip()).first()


def membership_of(organisation: Organisation, person: Person) -> Membership | None:
    return active_memberships(person).filter(organisation=organisation).first()


def person_by_audit_key(organisation: Organisation, key: UUID) -> Membership | None:
    return active_members(organisation).filter(person__audit_key=key).first()


def is_verified() -> Exists:
    """To filter or annotate organisations that may publish."""
    return Exists(Domain.objects.filter(organisation=OuterRef("pk")).exclude(verified_at=None))


def publishing_organisations() -> QuerySet[Organisation]:
    return Organisation.objects.filter(is_verified())


@dataclass(frozen=True, slots=True)
class Branch:
    department: Department
    depth: int


def department_tree(organisation: Organisation) -> list[Branch]:
    """Every department, parents before their children, names in order. One query."""
    children: dict[int | None, list[Department]] = defaultdict(list)
    for department in Department.objects.filter(organisation=organisation):
        children[department.parent_id].append(department)

    def walk(parent: int | None, depth: int) -> list[Branch]:
        branches = []
        for department in sorted(children[parent], key=lambda each: str(each.name).casefold()):
            branches.append(Branch(department, depth))
            branches.extend(walk(department.pk, depth + 1))
        return branches

    return walk(None, 0)
