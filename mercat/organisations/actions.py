from datetime import datetime

from django.db import transaction

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.organisations.models import Department, Domain, Membership, MembershipRole, Organisation
from mercat.organisations.roles import Role
from mercat.people.models import Person


@transaction.atomic
def create(*, name: str, slug: str, nation: str, by: Person | None, at: datetime) -> Organisation:
    organisation = Organisation.objects.create(name=name, slug=slug, nation=nation)
    audit.record(
        "organisations.organisation.created",
        subject=organisation,
        organisation=organisation,
        by=by,
        at=at,
    )
    return organisation


@transaction.atomic
def verify_domain(
    *, organisation: Organisation, host: str, method: str, by: Person | None, at: datetime
) -> Domain:
    host = host.strip().rstrip(".").lower()
    taken = Domain.objects.filter(host=host).exclude(verified_at=None)
    if taken.exclude(organisation=organisation).exists():
        raise Refused(f"{host} belongs to another organisation here.")
    domain, _ = Domain.objects.update_or_create(
        organisation=organisation, host=host, defaults={"method": method, "verified_at": at}
    )
    audit.record(
        "organisations.domain.verified",
        subject=organisation,
        organisation=organisation,
        by=by,
        at=at,
        facts={"method": method, "host": host},
    )
    return domain


@transaction.atomic
def add_department(
    *,
    organisation: Organisation,
    name: str,
    parent: Department | None,
    by: Person | None,
    at: datetime,
) -> Department:
    department = Department.objects.create(organisation=organisation, name=name, parent=parent)
    audit.record(
        "organisations.department.added",
        subject=department,
        organisation=organisation,
        by=by,
        at=at,
    )
    return department


@transaction.atomic
def add_member(
    *,
    organisation: Organisation,
    person: Person,
    department: Department | None,
    manager: Person | None,
    job_title: str,
    roles: list[Role],
    by: Person | None,
    at: datetime,
) -> Membership:
    membership = Membership.objects.create(
        organisation=organisation,
        person=person,
        department=department,
        manager=manager,
        job_title=job_title,
        started_at=at,
    )
    if not person.is_active:  # somebody who left and comes back
        person.is_active = True
        person.save(update_fields=["is_active"])
    for role in roles:
        MembershipRole.objects.create(membership=membership, role=role)
    audit.record(
        "organisations.membership.started",
        subject=membership,
        organisation=organisation,
        by=by,
        at=at,
        facts={"roles": sorted(roles)},
    )
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: Person | None, at: datetime) -> Membership:
    """Somebody leaves. Sign-in ends with the last active membership."""
    # The person first: of two memberships that end at once, one has to see that it is the last.
    person = Person.objects.select_for_update().get(pk=membership.person_id)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.ended_at:
        return membership
    membership.ended_at = at
    membership.save(update_fields=["ended_at"])
    if not Membership.objects.filter(person=person, ended_at=None).exists():
        person.is_active = False
        person.save(update_fields=["is_active"])
    audit.record(
        "organisations.membership.ended",
        subject=membership,
        organisation=membership.organisation,
        by=by,
        at=at,
    )
    return membership
