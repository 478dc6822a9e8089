from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from mercat.common import outbox
from mercat.passports.models import (
    Advice,
)
from mercat.people.models import Person


def queue_asked(advice: Advice, advisers: Iterable[Person], *, at: datetime) -> None:
    _queue_advice("advice_asked", advice, advisers, at=at)


def queue_answer(advice: Advice, askers: Iterable[Person], *, at: datetime) -> None:
    _queue_advice("advice_answered", advice, askers, at=at)


def _queue_advice(purpose: str, advice: Advice, people: Iterable[Person], *, at: datetime) -> None:
    """Without a word of what was written: whoever opens the mail signs in to read."""
    for person in people:
        outbox.queue(
            f"passports/{purpose}",
            to=person.email,
            at=at,
            organisation_id=advice.organisation.public_id,
            context={
                "name": person.name,
                "title": "" if advice.asker_id else str(advice),
                "path": reverse("passports:advice", args=[advice.public_id]),
            },
        )
