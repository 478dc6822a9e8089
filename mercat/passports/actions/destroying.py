"""What retention destroys of passports, and what erasing a holder ends."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from mercat.comments.models import Thread
from mercat.passports.actions import passport as life
from mercat.passports.lifecycle import LIVE
from mercat.passports.models import Advice, Application, Decision, Letter, Passport
from mercat.people.models import Person


@transaction.atomic
def destroy_passports(passports: QuerySet[Passport]) -> int:
    """Each with the application that it came from, and with what was appealed of it."""
    applications = list(passports.values_list("application_id", flat=True))
    of_passport = Q(appeal__suspension__passport__application__in=applications) | Q(
        appeal__revocation__passport__application__in=applications
    )
    of_decision = Q(appeal__decision__application__in=applications)
    appeals = Application.objects.filter(of_decision | of_passport).values_list("pk", flat=True)
    applications += appeals
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
    found = passports.filter(status__in=LIVE).select_related("organisation").order_by("pk")
    live = list(found.select_for_update(of=("self",)))
    for passport in live:
        life.move(passport, action="end", at=at)
    for passport in live:
        life.record("end", passport, by=by, at=at)
    return len(live)
