from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mercat.organisations.models import Organisation
from mercat.passports.emails.basis import queue, queue_lines
from mercat.passports.lifecycle import Status
from mercat.passports.models import Application
from mercat.people.models import Person


@dataclass(frozen=True, slots=True)
class Reminder:
    application: Application
    late: bool  # the day is over, and the applicant has a new one
    is_new: bool = False  # it came in


def queue_reminders(
    organisation: Organisation,
    person: Person,
    reminders: Sequence[Reminder],
    *,
    together: bool,
    at: datetime,
) -> int:
    """One mail for each case, or one for all of them; returns how many."""
    settings = reverse("passports:reminders")
    if not together:
        for each in reminders:
            about: dict[str, Any] = {"late": each.late, "settings": settings}
            about["letter"] = each.application.status == Status.DECIDED
            queue("reminder", each.application, to=person, at=at, **about)
        return len(reminders)
    queue_lines(
        "reminders",
        organisation,
        to=person,
        lines=lambda: [_line(each) for each in reminders],
        at=at,
        settings=settings,
    )
    return 1


def _line(reminder: Reminder) -> str:
    application = reminder.application
    if reminder.is_new:
        said = _("{title}: new, to be decided by {day}")
    elif application.status == Status.DECIDED:
        said = _("{title}: decided, its letter is to go out by {day}")
    elif reminder.late:
        said = _("{title}: not decided in time, now by {day}")
    else:
        said = _("{title}: to be decided by {day}")
    day = date_format(application.due_on, "j F Y") if application.due_on else ""
    return said.format(title=application.title, day=day)


def queue_new_date(application: Application, *, at: datetime) -> None:
    queue("new_date", application, to=application.applicant, at=at)


def queue_still_needed(application: Application, *, at: datetime) -> None:
    """To the applicant, whose answer the case waits for."""
    queue("still_needed", application, to=application.applicant, at=at)
