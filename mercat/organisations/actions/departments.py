from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.fields import Words
from mercat.common.refusals import Refused
from mercat.organisations import queries
from mercat.organisations.models import Department, Organisation
from mercat.people.models import Person


@transaction.atomic
def add_department(
    *,
    organisation: Organisation,
    name: str | dict[str, str],
    parent: Department | None,
    head: Person | None = None,
    by: Person | None,
    at: datetime,
) -> Department:
    department = Department.objects.create(
        organisation=organisation,
        name=Words({"en": name} if isinstance(name, str) else name),
        parent=parent,
        head=head,
    )
    audit.record(
        "organisations.department.added",
        subject=department,
        organisation=organisation,
        by=by,
        at=at,
    )
    return department


@transaction.atomic
def change_department(
    *,
    department: Department,
    name: dict[str, str],
    parent: Department | None,
    head: Person | None = None,
    by: Person,
    at: datetime,
) -> Department:
    """Rename it, give it another head, or move it and all below it."""
    department = _locked(department)
    if parent and parent.pk in queries.below(department):
        raise Refused(
            _("{parent} is below {department}, so {department} cannot move there.").format(
                parent=parent, department=department
            )
        )
    before = (department.name, department.parent_id, department.head_id)
    if before == (name, parent.pk if parent else None, head.pk if head else None):
        return department
    department.name, department.parent, department.head = Words(name), parent, head
    department.save()
    audit.record(
        "organisations.department.changed",
        subject=department,
        organisation=department.organisation,
        by=by,
        at=at,
        facts={
            "parent": parent.public_id if parent else "",
            **({"head": str(head.audit_key)} if head else {}),
        },
        words={"name": name},
    )
    return department


@transaction.atomic
def remove_department(*, department: Department, by: Person, at: datetime) -> None:
    department = _locked(department)
    name, organisation = dict(department.name), department.organisation
    kept = Department(public_id=department.public_id)  # deleting takes the key off the other
    try:
        with transaction.atomic():
            department.delete()
    except ProtectedError as error:
        raise Refused(
            _(
                "{department} is in use: people, accounts, applications or departments "
                "belong to it, or did. Give it another name, or move it."
            ).format(department=department)
        ) from error
    audit.record(
        "organisations.department.removed",
        subject=kept,
        organisation=organisation,
        by=by,
        at=at,
        words={"name": name},
    )


def _locked(department: Department) -> Department:
    """One change of the tree at a time: two moves at once could close a circle."""
    Organisation.objects.select_for_update().get(pk=department.organisation_id)
    return Department.objects.select_related("organisation").get(pk=department.pk)
