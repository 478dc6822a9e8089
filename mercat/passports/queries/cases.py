from django.db.models import Exists, OuterRef, Q, QuerySet

from mercat.organisations.models import Membership
from mercat.organisations.rules import has_role
from mercat.passports.lifecycle import (
    ENDED,
    OPEN,
    Status,
)
from mercat.passports.models import (
    Application,
    Helper,
    ManagerView,
    PanelSeat,
)
from mercat.passports.rules import PERMISSIONS


def seen_by(membership: Membership) -> QuerySet[Application]:
    """Every application that this member may see: the one query behind pages, lists and counts."""
    own = Q(applicant=membership.person_id)
    views = ManagerView.objects.filter(application=OuterRef("pk"), manager=membership.person_id)
    asked = Q(Exists(views))
    helping = Q(
        Exists(Helper.objects.filter(application=OuterRef("pk"), person=membership.person_id))
    )
    readable = own | asked | helping
    if has_role(membership, PERMISSIONS["read submitted applications"]):
        out = PanelSeat.objects.filter(
            application=OuterRef("pk"), person=membership.person_id, steps_out=True
        )
        readable |= ~Q(status=Status.DRAFT) & Q(submitted_at__isnull=False) & Q(~Exists(out))
    return Application.objects.filter(
        readable, organisation=membership.organisation_id
    ).select_related("applicant", "organisation", "policy", "discussion")


def own_applications(membership: Membership) -> QuerySet[Application]:
    return seen_by(membership).filter(applicant=membership.person_id)


def open_own(membership: Membership) -> QuerySet[Application]:
    return own_applications(membership).filter(status__in=OPEN).order_by("-created_at")


def ended_own(membership: Membership) -> QuerySet[Application]:
    return own_applications(membership).filter(status__in=ENDED).order_by("-created_at")


def helped(membership: Membership) -> QuerySet[Application]:
    """Applications of colleagues that this member helps with."""
    return seen_by(membership).filter(helpers__person=membership.person_id).order_by("-created_at")


def helpers_of(application: Application) -> QuerySet[Helper]:
    return application.helpers.select_related("person").order_by("person__name", "pk")


def waiting(membership: Membership, *, status: str) -> QuerySet[Application]:
    """Others' applications in this state, the one due first at the top.

    Without what a page of a case needs: a join to the organisation keeps SQLite from reading the
    queue's index in its order.
    """
    return (
        seen_by(membership)
        .filter(status=status)
        .exclude(applicant=membership.person_id)
        .exclude(helpers__person=membership.person_id)
        .select_related(None)
        .order_by("due_on", "submitted_at")
    )
