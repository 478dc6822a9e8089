from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower

from mercat.organisations.models import (
    ACTING,
    ApiToken,
    Consent,
    Department,
    Domain,
    Invitation,
    Membership,
    Organisation,
)
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


def memberships_of(organisation: Organisation) -> QuerySet[Membership]:
    """Those of people who left too, but not who was erased; `sort_name` puts a list in order."""
    return (
        Membership.objects.filter(organisation=organisation, person__erased_at=None)
        .select_related("person", "department", "manager", "organisation")
        .prefetch_related("roles")
        .annotate(sort_name=Lower("person__name"))
    )


def newest_memberships(organisation: Organisation) -> QuerySet[Membership]:
    """One for each person who is or was here: the active one, or else the last."""
    newer = Membership.objects.filter(
        organisation=organisation, person=OuterRef("person"), pk__gt=OuterRef("pk")
    )
    return memberships_of(organisation).exclude(Exists(newer)).order_by("pk")


def memberships_found(
    organisation: Organisation, *, words: str, role: str, state: str
) -> QuerySet[Membership]:
    """By a part of name or e-mail, by role, and active unless `state` is left."""
    found = memberships_of(organisation).filter(ended_at__isnull=state != "left")
    for word in words.split():
        found = found.filter(Q(person__name__icontains=word) | Q(person__email__icontains=word))
    return found.filter(roles__role=role) if role else found


def managed_by(membership: Membership) -> QuerySet[Membership]:
    return active_members(membership.organisation).filter(manager=membership.person_id)


def has_other_membership(membership: Membership) -> bool:
    others = Membership.objects.filter(person=membership.person_id, ended_at=None)
    return others.exclude(pk=membership.pk).exists()


def emails_of_members(organisation: Organisation, emails: list[str]) -> set[str]:
    """Those of these addresses, in small letters, that belong to members."""
    members = active_members(organisation).annotate(lower_email=Lower("person__email"))
    return set(members.filter(lower_email__in=emails).values_list("lower_email", flat=True))


def invitations_of(organisation: Organisation) -> QuerySet[Invitation]:
    return Invitation.objects.filter(organisation=organisation).select_related(
        "organisation", "department", "manager"
    )


def open_invitations(organisation: Organisation) -> QuerySet[Invitation]:
    return invitations_of(organisation).filter(accepted_at=None, withdrawn_at=None)


def members_with_role(organisation: Organisation, *roles: Role) -> QuerySet[Membership]:
    return active_members(organisation).filter(roles__role__in=roles).distinct()


def member_by_email(organisation: Organisation, email: str) -> Membership | None:
    return active_members(organisation).filter(person__email__iexact=email.strip()).first()


def anybody_by_email(organisation: Organisation, email: str) -> Membership | None:
    """Of those who left, too; whoever works here first."""
    ever = Membership.objects.filter(organisation=organisation, person__email__iexact=email.strip())
    return ever.select_related("person").order_by(F("ended_at").desc(nulls_first=True)).first()


def members_by_emails(organisation: Organisation, emails: Iterable[str]) -> QuerySet[Membership]:
    """Addresses are kept in small letters."""
    return active_members(organisation).filter(person__email__in=list(emails))


def tokens_of(organisation: Organisation) -> QuerySet[ApiToken]:
    """Those that still work first."""
    return (
        ApiToken.objects.filter(organisation=organisation)
        .select_related("made_by")
        .order_by(F("ended_at").desc(nulls_first=True), "-made_at")
    )


def programs_of(organisation: Organisation, *, at: datetime) -> QuerySet[ApiToken]:
    """Those that work now and may act for people."""
    acting = [Q(scope__contains=each) for each in sorted(ACTING)]
    return tokens_of(organisation).filter(
        reduce(or_, acting), ended_at=None, expires_on__gte=organisation.day(at)
    )


def programs_for(membership: Membership, *, at: datetime) -> QuerySet[ApiToken]:
    """As this member sees them: `given_at` is since when they allow it, or None."""
    own = Consent.objects.filter(token=OuterRef("pk"), membership=membership, ended_at=None)
    found = programs_of(membership.organisation, at=at)
    return found.annotate(given_at=Subquery(own.values("given_at"))).order_by("name", "pk")


def member_acted_for(token: ApiToken, email: str) -> Membership | None:
    """Who works here, has this address, and lets the program act for them. Two queries."""
    here = active_members(token.organisation).filter(
        person__email__iexact=email.strip().replace("\0", ""),
        consent__token=token,
        consent__ended_at=None,
    )
    return here.select_related("organisation", "manager").prefetch_related("roles").first()


def has_verified_domain_of(organisation: Organisation, email: str) -> bool:
    """Whether the address is under a domain that the organisation proved to be its own."""
    host = email.rpartition("@")[2].lower()
    names = [host.split(".", at)[-1] for at in range(host.count("."))]
    verified = Domain.objects.filter(organisation=organisation).exclude(verified_at=None)
    return verified.filter(host__in=names).exists()


def membership_of(organisation: Organisation, person: Person) -> Membership | None:
    return active_memberships(person).filter(organisation=organisation).first()


def person_by_audit_key(organisation: Organisation, key: UUID) -> Membership | None:
    return active_members(organisation).filter(person__audit_key=key).first()


def names_by_key(organisation: int, keys: Iterable[UUID | None]) -> dict[UUID, str]:
    """Who they are or were in this organisation. Whoever was erased has no name there any more."""
    known = Membership.objects.filter(organisation=organisation, person__audit_key__in=set(keys))
    return dict(known.values_list("person__audit_key", "person__name"))


def is_verified() -> Exists:
    """To filter or annotate organisations that may publish."""
    return Exists(Domain.objects.filter(organisation=OuterRef("pk")).exclude(verified_at=None))


def publishing_organisations() -> QuerySet[Organisation]:
    return Organisation.objects.filter(is_verified())


def domains_of(organisation: Organisation) -> QuerySet[Domain]:
    found = Domain.objects.filter(organisation=organisation).select_related("organisation")
    return found.order_by("host")


def domains_lost(organisation: Organisation) -> QuerySet[Domain]:
    return domains_of(organisation).exclude(lost_at=None)


def verified_hosts(organisation: Organisation) -> list[str]:
    found = Domain.objects.filter(organisation=organisation).exclude(verified_at=None)
    return list(found.order_by("pk").values_list("host", flat=True))


@dataclass(frozen=True, slots=True)
class Branch:
    department: Department
    depth: int
    above: str = "–"

    @property
    def dashes(self) -> str:
        return "– " * self.depth


MOST_LEVELS = 10  # of departments above each other


def department_tree(organisation: Organisation) -> list[Branch]:
    """Every department, parents before their children, names in order. One query."""
    children: dict[int | None, list[Department]] = defaultdict(list)
    found = Department.objects.filter(organisation=organisation).select_related("head")
    for department in found:
        children[department.parent_id].append(department)

    def walk(parent: int | None, depth: int, above: str) -> list[Branch]:
        branches = []
        for department in sorted(children[parent], key=lambda each: str(each.name).casefold()):
            branches.append(Branch(department, depth, above))
            branches.extend(walk(department.pk, depth + 1, str(department)))
        return branches

    return walk(None, 0, "–")


def head_of(department: Department) -> Person | None:
    """Its head, or else that of the nearest one above whose head works here. A query a level."""
    above: Department | None = department
    for _level in range(MOST_LEVELS):
        if above is None:
            return None
        if above.head and membership_of(above.organisation, above.head):
            return above.head
        above = above.parent
    return None


def below(department: Department) -> set[int]:
    """The keys of this department and of all below it. One query."""
    parents = dict(
        Department.objects.filter(organisation=department.organisation_id).values_list(
            "pk", "parent_id"
        )
    )
    found = {department.pk}
    while more := {pk for pk, parent in parents.items() if parent in found} - found:
        found |= more
    return found
