from datetime import datetime

from django.urls import reverse

from mercat.common import languages, outbox
from mercat.common.links import LinkPlan
from mercat.organisations.models import Domain, Invitation, Membership
from mercat.people.models import Person

LINK_DAYS = 14


def queue_invitation(invitation: Invitation, *, by: Person | None, at: datetime) -> None:
    link = LinkPlan(
        purpose="organisations.accept",
        path=reverse("organisations:accept", args=["TOKEN"]).replace("TOKEN", "{token}"),
        subject=invitation.public_id,
        person_key=str(invitation.person_key),
        revision=invitation.revision,
        days=LINK_DAYS,
    )
    language = languages.choose(invitation.organisation.languages, chosen=[], accepts="")
    with languages.reading(language):
        name = str(invitation.organisation)
    outbox.queue(
        "organisations/invitation",
        to=invitation.email,
        at=at,
        organisation_id=invitation.organisation.public_id,
        link=link,
        language=language,
        context={
            "organisation": name,
            "by": by.name if by else "",
            "days": LINK_DAYS,
        },
    )


def queue_welcome(membership: Membership, *, at: datetime) -> None:
    outbox.queue(
        "organisations/welcome",
        to=membership.person.email,
        at=at,
        organisation_id=membership.organisation.public_id,
        context={"organisation": str(membership.organisation)},
    )


def queue_domain_lost(domain: Domain, *, to: str, at: datetime) -> None:
    outbox.queue(
        "organisations/domain_lost",
        to=to,
        at=at,
        organisation_id=domain.organisation.public_id,
        context={
            "host": domain.host,
            "organisation": str(domain.organisation),
            "path": reverse("organisations:domain", args=[domain.host]),
        },
    )
