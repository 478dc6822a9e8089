"""What keeps an application waiting, and how many wait for the same."""

from typing import Any

from django.db.models import QuerySet

from mercat.access import few
from mercat.access import queries as access
from mercat.access.models import Barrier
from mercat.passports.lifecycle import ENDED, Kind, Status
from mercat.passports.models import Application


def may_depend(application: Application) -> bool:
    """An appeal is about what was decided, and nothing else stands in its way."""
    return application.kind != Kind.APPEAL and application.status not in {*ENDED, Status.DECIDED}


def barriers_for(application: Application) -> QuerySet[Barrier]:
    """Those of the organisation in which somebody has to act, the newest first."""
    found = access.waiting_barriers(application.organisation)
    return found.order_by("-reported_at", "-pk")


def barrier_shown(application: Application) -> dict[str, Any]:
    """What it depends on. No query where it names nothing, else two."""
    if application.barrier_id is None:
        return {"barrier": None}
    return {"barrier": application.barrier, "waiting": count_waiting(application.barrier)}


def count_waiting(barrier: Barrier | None) -> int | None:
    """Applications under way that name it; None under five."""
    found = Application.objects.filter(barrier=barrier).exclude(status__in=[*ENDED, Status.DECIDED])
    return few.said(found.count())
