"""What retention destroys of passports, and what erasing a holder ends."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from mercat.audit import actions as audit
from mercat.comments.models import Thread
from mercat.common.lifecycle import check_move
from mercat.passports.lifecycle import PASSPORT_MOVES, PassportStatus
from mercat.passports.models import Advice, Application, Decision, Letter, Passport
from mercat.people.models import Person


@transaction.atomic
def destroy_passports(passports: QuerySet[Passport]) -> int:
    """Each with the application that it came from."""
    applications = list(passports.values_list("application_id", flat=True))
    Passport.objects.filter(application__in=applications).delete()
    return _destroy(applications)


@transaction.atomic
def destroy_cases(applications: QuerySet[Application]) -> int:
    return _destroy(list(applications.values_list("pk", flat=True)))


def _destroy(applications: list[int]) -> int:
    threads = Application.objects.filter(pk__in=applications).exclude(discussion=None)
    discussions = list(threads.values_list("discussion", flat=True))
    advice = Advice.objects.filter(application__in=applications)
    discussions += advice.values_list("thread", flat=True)
    advice.delete()
    Letter.objects.filter(decision__application__in=applications).delete()
    Decision.objects.filter(application__in=applications).delete()
    Application.objects.filter(pk__in=applications).delete()
    Thread.objects.filter(pk__in=discussions).delete()
    return len(applications)


@transaction.atomic
def end_passports(*, passports: QuerySet[Passport], by: Person, at: datetime) -> int:
    """Those that are valid end today: their holder is being erased."""
    valid = passports.select_for_update().filter(status=PassportStatus.ACTIVE)
    for passport in valid:
        move = check_move(PASSPORT_MOVES, action="end", old=passport.status)
        passport.status = move.new
        passport.expires_on = max(passport.starts_on, passport.organisation.day(at))
        passport.save(update_fields=["status", "expires_on"])
        audit.record(
            "passports.passport.ended",
            subject=passport,
            organisation=passport.organisation,
            by=by,
            at=at,
        )
    return len(valid)
