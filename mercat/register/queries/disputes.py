"""Accounts of which organisations here say contradictory things."""

from django.db.models import Exists, OuterRef, QuerySet

from mercat.organisations.models import Membership, Organisation
from mercat.register.lifecycle import NO, YES
from mercat.register.models import Dispute, DisputeSide, Publication
from mercat.register.queries.accounts import publications
from mercat.register.rules import can_keep


def contradicted() -> QuerySet[Publication]:
    """Published as false or lost, while another organisation says that it is theirs."""
    yes = publications().filter(platform=OuterRef("platform"), key=OuterRef("key"), answer__in=YES)
    elsewhere = yes.exclude(organisation=OuterRef("organisation"))
    return publications().filter(Exists(elsewhere), answer__in=NO)


def claims_in(dispute: Dispute) -> QuerySet[Publication]:
    """Those that say yes or no, each of another organisation."""
    found = publications().filter(platform=dispute.platform, key=dispute.key)
    return found.filter(answer__in=YES | NO).order_by("published_at", "pk")


def is_contradictory(dispute: Dispute) -> bool:
    said = set(claims_in(dispute).values_list("answer", flat=True))
    return bool(said & YES and said & NO)


def disputes_of(organisation: Organisation) -> QuerySet[Dispute]:
    return Dispute.objects.filter(sides__organisation=organisation)


def disputes_for(membership: Membership) -> QuerySet[Dispute]:
    """Those that wait for this person. No query for whoever does not keep the register."""
    if not can_keep(membership):
        return Dispute.objects.none()
    found = disputes_of(membership.organisation).filter(settled_at=None)
    return found.order_by("began_at", "pk")


def sides_of(dispute: Dispute) -> QuerySet[DisputeSide]:
    return dispute.sides.select_related("organisation", "account").order_by("pk")
