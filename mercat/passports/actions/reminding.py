"""Reminders at 50 and 80 hundredths of the time to a decision, and a new day when it is over.

Each step is taken on locked rows in the transaction that queues its mails, so that neither a kill
nor a second worker sends one twice. After a week without a worker the highest step counts, once.
"""

from collections import defaultdict
from datetime import date, datetime

from django.db import transaction

from mercat.common import working_days
from mercat.common.working_days import LATE
from mercat.organisations.models import Membership, Organisation
from mercat.passports import emails, reminding
from mercat.passports.actions import moving
from mercat.passports.emails.reminding import Reminder
from mercat.passports.lifecycle import Status
from mercat.passports.models import Application, CaseClock, ReminderChoice
from mercat.people.models import Person

BATCH = 500


def remind(*, at: datetime) -> int:
    """Take every step that is due today, on working days; returns the number of mails."""
    mails = 0
    for organisation in reminding.organisations_with_running_cases():
        today = organisation.day(at)
        if not working_days.is_working_day(today, nation=organisation.nation):
            continue
        keys = list(reminding.running_cases(organisation).values_list("pk", flat=True))
        for start in range(0, len(keys), BATCH):
            mails += _remind(organisation, keys[start : start + BATCH], at=at)
    return mails


@transaction.atomic
def _remind(organisation: Organisation, keys: list[int], *, at: datetime) -> int:
    today = organisation.day(at)
    found = reminding.running_cases(organisation).filter(pk__in=keys)
    cases = list(found.select_for_update(of=("self",)))
    clocks = {each.application_id: each for each in CaseClock.objects.filter(application__in=cases)}
    due: list[tuple[Application, int]] = []
    came = [each for each in cases if each.pk not in clocks and each.status == Status.SUBMITTED]
    for application in cases:
        clock = _wound(application, clocks.get(application.pk))
        step = reminding.used(clock, today=today, nation=organisation.nation)
        if step > clock.step and clock.stepped_on != today:
            _take(application, clock, step, today=today)
            due.append((application, step))
    if not due and not came:
        return 0
    mails = _tell(organisation, due, came, at=at)
    for application, step in due:
        if step == LATE:
            facts = {"due_on": str(application.due_on)}
            moving.record("due_moved", application, by=None, at=at, facts=facts)
    return mails


def _wound(application: Application, clock: CaseClock | None) -> CaseClock:
    """The clock as the case stands: a new version, or another day, begins it anew."""
    number, begun_on = reminding.began(application, zone=application.organisation)
    if clock and (clock.revision, clock.due_on) == (number, application.due_on):
        return clock
    clock = clock or CaseClock(application=application)
    clock.revision, clock.begun_on, clock.step = number, begun_on, 0
    clock.due_on = application.due_on or begun_on
    clock.save()
    return clock


def _take(application: Application, clock: CaseClock, step: int, *, today: date) -> None:
    clock.step, clock.stepped_on = step, today
    if step == LATE:
        nation = application.organisation.nation
        day = reminding.next_day(clock, today=today, nation=nation)
        clock.begun_on, clock.due_on, clock.step = today, day, 0
        clock.moved += 1
        application.due_on = day
        application.save(update_fields=["due_on"])
    clock.save()


def _tell(
    organisation: Organisation,
    due: list[tuple[Application, int]],
    came: list[Application],
    *,
    at: datetime,
) -> int:
    """`came`: since the last time, told here to those who want one mail a day."""
    panel = reminding.Panel(organisation, [*(each for each, _step in due), *came])
    reminders: dict[Person, list[Reminder]] = defaultdict(list)
    mails = 0
    for application, step in due:
        late = step == LATE
        for person in panel.told(application, step):
            reminders[person].append(Reminder(application, late))
        if late:
            emails.queue_new_date(application, at=at)
            mails += 1
    heard = {application: panel.received(application) for application in came}
    people = [*reminders, *(each for told in heard.values() for each in told)]
    daily = reminding.wants_one_a_day(person.pk for person in people)
    for application, told in heard.items():
        for person in told:
            if person.pk in daily:
                reminders[person].append(Reminder(application, late=False, is_new=True))
    for person, of_person in reminders.items():
        together = person.pk in daily
        mails += emails.queue_reminders(organisation, person, of_person, together=together, at=at)
    return mails


def choose_reminders(*, daily: bool, by: Membership) -> None:
    """One mail a day for all cases, or one for each."""
    if daily:
        ReminderChoice.objects.get_or_create(person=by.person)
    else:
        ReminderChoice.objects.filter(person=by.person).delete()
