from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from mercat.common import outbox
from mercat.common.links import LinkPlan
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.organisations.roles import Role
from mercat.passports.emails.basis import LINK_DAYS, in_words
from mercat.passports.models import (
    Certification,
    CertificationAnswer,
)
from mercat.people.models import Person

NAMED = 20  # accounts that a mail lists


def queue_certify(
    person: Person,
    organisation: Organisation,
    step: str,
    certifications: Sequence[Certification],
    *,
    at: datetime,
) -> None:
    """One mail for all the accounts that this step asks somebody about."""
    member = organisations.membership_of(organisation, person)
    if member is None:
        return
    link = LinkPlan(
        purpose="passports.certify",
        path=reverse("passports:certify_by_link", args=["TOKEN"]).replace("TOKEN", "{token}"),
        subject=member.public_id,
        person_key=str(person.audit_key),
        revision=1,
        days=LINK_DAYS,
    )
    language = organisation.language_for(person)
    names = [str(each.account) for each in certifications[:NAMED]]
    outbox.queue(
        "passports/certify",
        to=person.email,
        at=at,
        organisation_id=organisation.public_id,
        link=link,
        language=language,
        context={
            "name": person.name,
            "step": step,
            "accounts": names,
            "count": len(certifications),
            "more": len(certifications) - len(names),
            **in_words({"due_on": min(each.due_on for each in certifications)}, language),
        },
    )


def queue_told(answers: Sequence[CertificationAnswer], *, by: Membership, at: datetime) -> None:
    """To the keepers, or to communications where there is none."""
    members = organisations.members_with_role
    found = members(by.organisation, Role.KEEPER) or members(by.organisation, Role.ADVISER)
    for member in found:
        if member.person_id != by.person_id:
            outbox.queue(
                "passports/told",
                to=member.person.email,
                at=at,
                organisation_id=by.organisation.public_id,
                language=by.organisation.language_for(member.person),
                context={
                    "by": by.person.name,
                    "count": len(answers),
                    "path": reverse("passports:certification_told"),
                },
            )
