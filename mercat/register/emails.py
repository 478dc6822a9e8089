"""Mails about the register. All go by the outbox."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from mercat.common import outbox
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.people.models import Person
from mercat.register.models import Change, DisputeSide, Transfer
from mercat.register.rules import PERMISSIONS


def queue_change_proposed(change: Change, *, at: datetime) -> None:
    """To everybody who may agree; whoever asked may not."""
    roles = PERMISSIONS["agree a change of the register"]
    found = organisations.members_with_role(change.organisation, *sorted(roles))
    for member in found.exclude(person=change.proposed_by_id):
        _queue("change_proposed", change, to=member.person, at=at)


def queue_change_settled(change: Change, *, at: datetime) -> None:
    _queue("change_settled", change, to=change.proposed_by, at=at)


def queue_dispute(side: DisputeSide, news: str, *, at: datetime) -> None:
    """To its keepers. Of the others, the names of their organisations alone."""
    others = side.dispute.sides.exclude(pk=side.pk).select_related("organisation")
    for member in _keepers_of(side.organisation):
        outbox.queue(
            "register/dispute",
            to=member.person.email,
            at=at,
            organisation_id=side.organisation.public_id,
            context={
                "news": news,
                "account": str(side.dispute),
                "organisation": str(side.organisation),
                "others": ", ".join(str(other.organisation) for other in others),
                "path": reverse("register:dispute", args=[side.dispute.public_id]),
            },
        )


def queue_transfer(
    transfer: Transfer, news: str, *, organisation: Organisation, at: datetime
) -> None:
    """To the keepers of one side, who learn of the other its name alone."""
    keepers = organisations.members_with_role(
        organisation, *sorted(PERMISSIONS["keep the register"])
    )
    for member in keepers:
        outbox.queue(
            "register/transfer",
            to=member.person.email,
            at=at,
            organisation_id=organisation.public_id,
            context={
                "news": news,
                "account": transfer.account.full_name,
                "giver": str(transfer.organisation),
                "taker": str(transfer.to),
                "path": reverse("register:transfer", args=[transfer.public_id]),
            },
        )


def _keepers_of(organisation: Organisation) -> QuerySet[Membership]:
    roles = PERMISSIONS["keep the register"]
    return organisations.members_with_role(organisation, *sorted(roles))


def _queue(name: str, change: Change, *, to: Person, at: datetime) -> None:
    outbox.queue(
        f"register/{name}",
        to=to.email,
        at=at,
        organisation_id=change.organisation.public_id,
        context={
            "account": f"{change.account.name} on {change.account.platform_name}",
            "kind": change.get_kind_display(),
            "by": change.proposed_by.name,
            "reason": change.reason,
            "outcome": change.outcome,
            "decision_reason": change.decision_reason,
            "path": reverse("register:change", args=[change.public_id]),
        },
    )
