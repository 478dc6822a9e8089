"""A question that nobody answers: two reminders, each with a new day; then the case closes.

Each step is taken with the case's row locked, in the transaction that queues its mail. What
was written stays, and its applicant may begin again from it.
"""

from datetime import datetime, timedelta

from django.db import transaction

from mercat.common import working_days
from mercat.passports import emails
from mercat.passports.actions import moving
from mercat.passports.actions import passport as life
from mercat.passports.lifecycle import LIVE, REMINDERS, Status
from mercat.passports.models import Application, InformationRequest


def chase_answers(*, at: datetime) -> int:
    """Questions whose day is over; returns how many applicants have a mail."""
    tomorrow = at.date() + timedelta(days=1)  # each organisation has its own midnight
    waiting = InformationRequest.objects.filter(answered_at=None, due_on__lt=tomorrow)
    keys = waiting.filter(
        application__status=Status.MORE_INFO, application__organisation__sealed_at=None
    ).order_by("application")
    return sum(_chase(key, at=at) for key in list(keys.values_list("application", flat=True)))


@transaction.atomic
def _chase(key: int, *, at: datetime) -> int:
    """On the locked row: an answer may have come since it was listed."""
    application = Application.objects.select_for_update().get(pk=key)
    request = application.information_requests.filter(answered_at=None).first()
    organisation = application.organisation
    today = organisation.day(at)
    is_working = working_days.is_working_day(today, nation=organisation.nation)
    if request is None or request.due_on >= today or not is_working:
        return 0
    if request.reminders < REMINDERS:
        _remind(application, request, at=at)
    else:
        _lapse(application, request, at=at)
    return 1


def _remind(application: Application, request: InformationRequest, *, at: datetime) -> None:
    request.reminders += 1
    request.due_on = moving.due_on(application, "again_working_days", at=at)
    request.save(update_fields=["reminders", "due_on"])
    application.due_on = request.due_on
    application.save(update_fields=["due_on"])
    emails.queue_answer_reminder(request, is_last=request.reminders == REMINDERS, at=at)
    facts = {"reminder": request.reminders, "due_on": str(request.due_on)}
    moving.record("answer_reminded", application, by=None, at=at, facts=facts)


def _lapse(application: Application, request: InformationRequest, *, at: datetime) -> None:
    moving.move(application, action="lapse")
    application.resumes_to, application.ended_at = "", at
    application.save()
    request.answered_at = at
    request.save(update_fields=["answered_at"])
    found = application.passports.filter(decision=None, status__in=LIVE).order_by("pk")
    ended = [life.locked(each) for each in found]  # of an emergency, if it still runs
    for passport in ended:
        life.move(passport, action="end", at=at)
    emails.queue_lapsed(application, at=at)
    for passport in ended:
        life.record("end", passport, by=None, at=at)
    moving.record("lapsed", application, by=None, at=at, facts={"reminders": request.reminders})
