from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format

from mercat.access.models import Barrier
from mercat.access.rules import OPEN, PERMISSIONS
from mercat.common import languages, outbox
from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.organisations.roles import Role
from mercat.people.models import Person


def removers(organisation: Organisation) -> list[Person]:
    """ICT; where nobody has that role, the administrators, who can give it."""
    for roles in (sorted(PERMISSIONS[OPEN]), [Role.ADMINISTRATOR]):
        found = organisations.members_with_role(organisation, *roles).order_by("pk")
        if people := [member.person for member in found.select_related("person")]:
            return people
    return []


def queue_reported(barrier: Barrier, *, at: datetime) -> None:
    for person in removers(barrier.organisation):
        _queue("access/reported", barrier, person, at=at)


def queue_late(barrier: Barrier, *, at: datetime) -> None:
    for person in removers(barrier.organisation):
        _queue("access/late", barrier, person, at=at)


def queue_moved(barrier: Barrier, *, words: str, by: Person, at: datetime) -> None:
    """Whoever reported it, and whoever said "me too", hears of it."""
    waiting = [each.person for each in barrier.others.select_related("person").order_by("pk")]
    for person in [barrier.reported_by, *waiting]:
        if person is not None and person != by and person.is_active:
            _queue("access/moved", barrier, person, words=words, at=at)


def queue_trial_ends(barrier: Barrier, *, at: datetime) -> None:
    if barrier.reported_by is not None and barrier.reported_by.is_active:
        _queue("access/trial_ends", barrier, barrier.reported_by, at=at)


def queue_old_browsers(organisation: Organisation, *, as_of: date, at: datetime) -> None:
    for member in organisations.members_with_role(organisation, Role.ADMINISTRATOR).order_by("pk"):
        language = organisation.language_for(member.person)
        with languages.reading(language):
            said = date_format(as_of, "j F Y")
        outbox.queue(
            "access/old_browsers",
            to=member.person.email,
            at=at,
            organisation_id=organisation.public_id,
            language=language,
            context={
                "name": member.person.name,
                "as_of": said,
                "path": reverse("access:hand_in_browsers"),
            },
        )


def _queue(
    purpose: str, barrier: Barrier, person: Person, *, at: datetime, words: str = ""
) -> None:
    organisation = barrier.organisation
    language = organisation.language_for(person)
    with languages.reading(language):
        context = {
            "name": person.name,
            "title": barrier.title,
            "work": barrier.work,
            "state": str(barrier.get_state_display()),
            "words": words,
            "open_to": barrier.open_to,
            "due_on": date_format(barrier.due_on, "j F Y") if barrier.due_on else "",
            "path": reverse("access:barrier", args=[barrier.public_id]),
        }
    outbox.queue(
        purpose,
        to=person.email,
        at=at,
        organisation_id=organisation.public_id,
        language=language,
        context=context,
    )
