from django.db.models import Q, QuerySet

from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.register.lifecycle import TransferOutcome
from mercat.register.models import Transfer
from mercat.register.rules import can_keep


def transfers_of(organisation: Organisation) -> QuerySet[Transfer]:
    """Given away and offered to it."""
    found = Transfer.objects.filter(Q(organisation=organisation) | Q(to=organisation))
    return found.select_related("account", "organisation", "to", "taken_as")


def transfers_for(membership: Membership) -> QuerySet[Transfer]:
    """Those that wait for this person's yes or no. No query for whoever keeps no register."""
    if not can_keep(membership):
        return Transfer.objects.none()
    found = transfers_of(membership.organisation).filter(to=membership.organisation)
    return found.filter(outcome=TransferOutcome.WAITING).order_by("asked_at", "pk")


def could_take(organisation: Organisation) -> QuerySet[Organisation]:
    """The others here whose registers the public reads."""
    return organisations.publishing_organisations().exclude(pk=organisation.pk).order_by("slug")
