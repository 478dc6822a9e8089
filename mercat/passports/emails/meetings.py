from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format

from mercat.common import languages, outbox
from mercat.organisations import queries as organisations
from mercat.organisations.roles import Role
from mercat.passports import queries
from mercat.passports.models import Meeting
from mercat.people.models import Person


def queue_meeting(purpose: str, meeting: Meeting, *, at: datetime) -> None:
    """To everybody who is called. No mail names a case: somebody may step out of it."""
    _queue(purpose, meeting, queries.panel_members(meeting.organisation), "meeting", at=at)


def queue_minutes(meeting: Meeting, *, at: datetime) -> None:
    """To the chairs: they are to be read and approved."""
    chairs = organisations.members_with_role(meeting.organisation, Role.CHAIR)
    people = [member.person for member in chairs.order_by("pk")]
    _queue("meeting_minutes", meeting, people, "minutes", at=at)


def _queue(
    purpose: str, meeting: Meeting, people: Iterable[Person], page: str, *, at: datetime
) -> None:
    organisation, start = meeting.organisation, meeting.local_start
    for person in people:
        language = organisation.language_for(person)
        with languages.reading(language):
            day, time = date_format(start, "l j F Y"), date_format(start, "H:i")
        outbox.queue(
            f"passports/{purpose}",
            to=person.email,
            at=at,
            organisation_id=organisation.public_id,
            language=language,
            context={
                "name": person.name,
                "day": day,
                "time": time,
                "place": meeting.place,
                "link": meeting.link,
                "path": reverse(f"passports:{page}", args=[meeting.public_id]),
            },
        )
