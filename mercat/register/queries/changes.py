from django.db.models import QuerySet

from mercat.organisations.models import Membership, Organisation
from mercat.register.lifecycle import Outcome
from mercat.register.models import Account, Change
from mercat.register.rules import can_agree_changes


def changes_of(organisation: Organisation) -> QuerySet[Change]:
    return Change.objects.filter(organisation=organisation).select_related(
        "account", "account__organisation", "organisation", "proposed_by", "decided_by"
    )


def changes_waiting(organisation: Organisation) -> QuerySet[Change]:
    """The oldest first."""
    return changes_of(organisation).filter(outcome=Outcome.WAITING).order_by("proposed_at", "pk")


def changes_waiting_of(account: Account) -> QuerySet[Change]:
    return changes_waiting(account.organisation).filter(account=account)


def changes_waiting_for(membership: Membership) -> QuerySet[Change]:
    """Those that this person may agree. No query for whoever may agree none."""
    if not can_agree_changes(membership):
        return Change.objects.none()
    return changes_waiting(membership.organisation).exclude(proposed_by=membership.person_id)
