"""At 50 and 80 hundredths of the time, and once when the day has passed: then the lead too.

Each step is taken on locked rows in the transaction that queues its mails, so that neither a kill
nor a second worker sends one twice; a thing is spoken of at most once a day.
"""

from datetime import date, datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from mercat.common import working_days
from mercat.common.working_days import LATE
from mercat.learning import emails, reminding
from mercat.learning.models import PlannedAction, Share
from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.organisations.roles import Role
from mercat.people.models import Person

BATCH = 200
Row = TypeVar("Row", Share, PlannedAction)


def remind(*, at: datetime) -> int:
    """Take every step that is due today, on working days; returns the number of mails."""
    mails = 0
    for organisation in reminding.organisations_to_remind().filter(sealed_at=None):
        today = organisation.day(at)
        if not working_days.is_working_day(today, nation=organisation.nation):
            continue
        of_leads = organisations.members_with_role(organisation, Role.LEARNING_LEAD)
        leads = [each.person for each in of_leads.order_by("pk")]
        mails += _shares(organisation, leads, today=today, at=at)
        mails += _actions(organisation, leads, today=today, at=at)
    return mails


def _shares(organisation: Organisation, leads: list[Person], *, today: date, at: datetime) -> int:
    found = reminding.shares_to_remind().filter(assessment__organisation=organisation)
    mails = 0
    for keys in _batches(list(found.order_by("pk").values_list("pk", flat=True))):
        with transaction.atomic():
            rows = reminding.shares_to_remind().filter(pk__in=keys).order_by("pk")
            for share in _locked(rows.select_related("assessment__organisation", "lead")):
                begun_on = share.asked_on or organisation.day(share.assessment.started_at)
                step = _take(share, begun_on, organisation, today=today)
                for person in _told(share.lead, leads, step):
                    emails.queue_share_reminder(share, person, late=step == LATE, at=at)
                    mails += 1
    return mails


def _actions(organisation: Organisation, leads: list[Person], *, today: date, at: datetime) -> int:
    found = reminding.actions_to_remind().filter(assessment__organisation=organisation)
    mails = 0
    for keys in _batches(list(found.order_by("pk").values_list("pk", flat=True))):
        with transaction.atomic():
            rows = reminding.actions_to_remind().filter(pk__in=keys).order_by("pk")
            for planned in _locked(rows.select_related("assessment__organisation", "owner")):
                step = _take(planned, planned.planned_on, organisation, today=today)
                for person in _told(planned.owner, leads, step):
                    emails.queue_action_reminder(planned, person, late=step == LATE, at=at)
                    mails += 1
    return mails


def _batches(keys: list[int]) -> list[list[int]]:
    return [keys[start : start + BATCH] for start in range(0, len(keys), BATCH)]


def _locked(rows: QuerySet[Row]) -> list[Row]:
    return list(rows.select_for_update(of=("self",)))


def _take(
    row: Share | PlannedAction, begun_on: date, organisation: Organisation, *, today: date
) -> int:
    """The step that is taken now; 0 where none is due, or one was taken today."""
    step = working_days.step(begun_on, row.due_on, today=today, nation=organisation.nation)
    if step <= row.reminded or row.reminded_on == today:
        return 0
    row.reminded, row.reminded_on = step, today
    row.save(update_fields=["reminded", "reminded_on"])
    return step


def _told(person: Person, leads: list[Person], step: int) -> list[Person]:
    """Each once: whoever does it; when it is late, the learning leads too."""
    if not step:
        return []
    found = [person, *(leads if step == LATE else [])]
    return list({each.pk: each for each in found}.values())
