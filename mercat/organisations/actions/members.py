from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.organisations import queries
from mercat.organisations.models import (
    Consent,
    Department,
    Membership,
    MembershipRole,
    Organisation,
)
from mercat.organisations.roles import Role
from mercat.people.models import Person

LAST = _("Somebody has to be administrator. Make somebody else administrator first.")


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
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    # The person before the membership: of two that end at once, one has to see that it is the last.
    person = Person.objects.select_for_update().get(pk=membership.person_id)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.ended_at:
        return membership
    _check_an_administrator_stays(membership, roles=[])
    membership.ended_at = at
    membership.save(update_fields=["ended_at"])
    Consent.objects.filter(membership=membership, ended_at=None).update(ended_at=at)
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


@transaction.atomic
def resume_membership(*, membership: Membership, by: Person | None, at: datetime) -> Membership:
    """Somebody is back, as a plain member: roles are given anew."""
    membership = _locked(membership)
    if membership.ended_at is None:
        return membership
    if queries.membership_of(membership.organisation, membership.person):
        raise Refused(gettext("They are a member already, since they came back."))
    membership.ended_at = None
    membership.save(update_fields=["ended_at"])
    membership.roles.all().delete()
    Person.objects.filter(pk=membership.person_id).update(is_active=True)
    audit.record(
        "organisations.membership.resumed",
        subject=membership,
        organisation=membership.organisation,
        by=by,
        at=at,
    )
    return membership


@transaction.atomic
def change_member(
    *,
    membership: Membership,
    department: Department | None,
    manager: Person | None,
    job_title: str,
    roles: list[Role],
    by: Person | None,
    at: datetime,
) -> Membership:
    membership = _locked(membership)
    if membership.ended_at:
        raise Refused(gettext("This membership has ended. Invite them again if they come back."))
    if manager and manager.pk == membership.person_id:
        raise Refused(gettext("Nobody is their own line manager."))
    _check_an_administrator_stays(membership, roles)
    membership.department, membership.manager = department, manager
    membership.job_title = job_title
    membership.save()
    membership.roles.exclude(role__in=roles).delete()
    held = set(membership.roles.values_list("role", flat=True))
    for role in set(roles) - held:
        MembershipRole.objects.create(membership=membership, role=role)
    audit.record(
        "organisations.membership.changed",
        subject=membership,
        organisation=membership.organisation,
        by=by,
        at=at,
        facts={
            "roles": sorted(roles),
            "department": department.public_id if department else "",
            "manager": str(manager.audit_key) if manager else "",
        },
        words={"job_title": job_title},
    )
    return membership


def _locked(membership: Membership) -> Membership:
    """One change of an organisation's people at a time: of two last administrators one stays."""
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    return Membership.objects.select_related("organisation").get(pk=membership.pk)


def _check_an_administrator_stays(membership: Membership, roles: list[Role]) -> None:
    if Role.ADMINISTRATOR in roles:
        return
    administrators = queries.members_with_role(membership.organisation, Role.ADMINISTRATOR)
    if [each.pk for each in administrators] == [membership.pk]:
        raise Refused(LAST)
