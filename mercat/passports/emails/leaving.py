from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from mercat.common import outbox
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.organisations.roles import Role
from mercat.passports.emails.basis import in_words
from mercat.passports.emails.certification import NAMED
from mercat.passports.models import (
    Handover,
)
from mercat.people.models import Person


def queue_leaver(membership: Membership, rows: Sequence[Handover], *, at: datetime) -> int:
    """To the line manager, or where there is none to the keepers, or else to communications."""
    organisation, left = membership.organisation, membership.person
    told = _who_settles(membership)
    for person in told:
        language = organisation.language_for(person)
        outbox.queue(
            "passports/leaver",
            to=person.email,
            at=at,
            organisation_id=organisation.public_id,
            language=language,
            context={
                "name": person.name,
                "left": left.name,
                "things": [str(each) for each in rows[:NAMED]],
                "more": max(0, len(rows) - NAMED),
                "path": f"{reverse('passports:leavers')}?person={left.public_id}",
                **in_words({"due_on": rows[0].due_on}, language),
            },
        )
    return len(told)


def _who_settles(membership: Membership) -> list[Person]:
    organisation, manager = membership.organisation, membership.manager
    if manager and organisations.membership_of(organisation, manager):
        return [manager]
    members = organisations.members_with_role
    found = members(organisation, Role.KEEPER) or members(organisation, Role.ADVISER)
    return [each.person for each in found.order_by("pk")]


def queue_leavers_due(organisation: Organisation, rows: Sequence[Handover], *, at: datetime) -> int:
    """To keepers and communications: what waits on its day, by whoever left it."""
    names = list(dict.fromkeys(each.membership.person.name for each in rows))
    members = organisations.members_with_role(organisation, Role.KEEPER, Role.ADVISER)
    told = [each.person for each in members.order_by("pk")]
    for person in told:
        outbox.queue(
            "passports/leavers_due",
            to=person.email,
            at=at,
            organisation_id=organisation.public_id,
            language=organisation.language_for(person),
            context={
                "name": person.name,
                "names": names[:NAMED],
                "more": max(0, len(names) - NAMED),
                "count": len(rows),
                "path": reverse("passports:leavers"),
            },
        )
    return len(told)
