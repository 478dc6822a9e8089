"""What was put off comes back to the panel on its day."""

from datetime import datetime, timedelta

from django.db import transaction

from mercat.passports import emails
from mercat.passports.actions import moving
from mercat.passports.actions.correcting import overtake_corrections
from mercat.passports.lifecycle import Status
from mercat.passports.models import Application, CaseClock


def take_up(*, at: datetime) -> int:
    """Deferred cases whose day has come; returns how many are with the panel again."""
    tomorrow = at.date() + timedelta(days=1)  # each organisation has its own midnight
    found = Application.objects.filter(
        status=Status.DEFERRED, due_on__lte=tomorrow, organisation__sealed_at=None
    )
    return sum(
        _take_up(key, at=at) for key in list(found.order_by("pk").values_list("pk", flat=True))
    )


@transaction.atomic
def _take_up(key: int, *, at: datetime) -> bool:
    """On the locked row: it may have been withdrawn since it was listed."""
    application = Application.objects.select_for_update().get(pk=key)
    day = application.due_on
    today = application.organisation.day(at)
    if application.status != Status.DEFERRED or day is None or day > today:
        return False
    moving.move(application, action="take_up")
    application.due_on = moving.due_on(application, "working_days", at=at)
    application.save()
    application.decisions.filter(replaced_at=None).update(replaced_at=at)
    overtake_corrections(application, at=at)
    clock = {"revision": application.revisions.count(), "begun_on": today, "step": 0}
    CaseClock.objects.update_or_create(
        application=application,
        defaults={**clock, "due_on": application.due_on, "stepped_on": None},
    )
    emails.queue_taken_up(application, at=at)
    moving.record("taken_up", application, by=None, at=at, facts={"deferred_until": str(day)})
    return True
