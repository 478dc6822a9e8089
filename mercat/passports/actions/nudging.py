"""The clerk reminds those for whom cases wait: members who said nothing, or the applicant."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.models import Membership
from mercat.passports import emails, queries, reminding, rules
from mercat.passports.actions import moving
from mercat.passports.emails.reminding import Reminder
from mercat.passports.lifecycle import WANTS, Status, Task
from mercat.passports.models import Application
from mercat.people.models import Person


def remind_people(
    applications: Iterable[Application], *, by: Membership, at: datetime
) -> dict[int, str]:
    """Of locked cases: one mail for each person, whatever the number; returns why not, by case."""
    cases = list(applications)
    told = queries.reminded_on(cases, today=by.organisation.day(at))
    why_not = {case.pk: _why_not(case, by, told) for case in cases}
    going = [case for case in cases if not why_not[case.pk]]
    _tell_panel([case for case in going if case.status == Status.IN_PANEL], by=by, at=at)
    for case in going:
        if case.status == Status.MORE_INFO:
            emails.queue_still_needed(case, at=at)
    for case in going:
        moving.record("reminded", case, by=by, at=at)
    return why_not


def _why_not(application: Application, by: Membership, told: set[int]) -> str:
    try:
        check_waits(application, Task.REMIND)
        rules.check_can_remind_people(by, application)
    except (Refused, NotAllowed) as said:
        return str(said)
    return _("Somebody was reminded of it today.") if application.pk in told else ""


def check_waits(application: Application, task: Task) -> None:
    if application.status not in WANTS[task].states:
        status = application.get_status_display()
        raise Refused(_("It changed meanwhile. It is now: {status}").format(status=status))


def _tell_panel(cases: list[Application], *, by: Membership, at: datetime) -> None:
    waits: dict[Person, list[Reminder]] = defaultdict(list)
    for case, people in reminding.silent_members(cases).items():
        for person in people:
            waits[person].append(Reminder(case, late=False))
    daily = reminding.wants_one_a_day(person.pk for person in waits)
    for person, reminders in waits.items():
        together = len(reminders) > 1 or person.pk in daily
        emails.queue_reminders(by.organisation, person, reminders, together=together, at=at)
