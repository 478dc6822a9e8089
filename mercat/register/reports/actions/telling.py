"""Those who look hear once a day at most; whoever reported and left an e-mail hears once."""

from datetime import datetime

from django.db import transaction

from mercat.organisations.models import Organisation
from mercat.register.reports import emails, queries
from mercat.register.reports.models import OwnerReview, Report, ReportedAccount

BATCH = 1_000


def tell_of_reports(*, at: datetime) -> int:
    """Every day; returns the number of mails."""
    return sum(_tell(each, at=at) for each in list(queries.organisations_to_tell()))


@transaction.atomic
def _tell(organisation: Organisation, *, at: datetime) -> int:
    """Where nobody looks at reports, they wait for somebody who does."""
    members = emails.those_who_look(organisation)
    if not members:
        return 0
    # Another worker may have told them since the organisation was found.
    untold, asked = queries.to_tell(organisation)
    reported = list(untold.select_for_update(of=("self",))[:BATCH])
    reviews = list(asked.select_for_update(of=("self",))[:BATCH])
    if not reported and not reviews:
        return 0
    told = ReportedAccount.objects.filter(pk__in=[each.pk for each in reported])
    told.update(told_at=at)
    OwnerReview.objects.filter(pk__in=[each.pk for each in reviews]).update(told_at=at)
    return emails.queue_reports(members, reported, reviews, at=at)


def answer_reporters(*, at: datetime, most: int = 200) -> int:
    """What came of it, once, and then their address is forgotten."""
    return sum(_answer(each, at=at) for each in list(queries.reports_to_answer()[:most]))


@transaction.atomic
def _answer(report: Report, *, at: datetime) -> bool:
    found = queries.reports_to_answer().select_for_update(of=("self",))
    locked = found.select_related("reported__organisation").filter(pk=report.pk).first()
    if locked is None:  # another worker was here, or somebody thought better of it
        return False
    emails.queue_outcome(locked, at=at)
    locked.email, locked.answered_at = "", at
    locked.save(update_fields=["email", "answered_at"])
    return True
