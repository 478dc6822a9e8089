"""Whom the plan's and the teams' days remind."""

from django.db.models import Q, QuerySet

from mercat.common.working_days import LATE
from mercat.learning.lifecycle import ANSWERABLE, UNDONE, AssessmentStatus
from mercat.learning.models import PlannedAction, Share
from mercat.organisations.models import Organisation


def shares_to_remind() -> QuerySet[Share]:
    """Of teams that have not sent their answers, and have not heard the last of it."""
    return Share.objects.filter(
        assessment__status=AssessmentStatus.OPEN, status__in=ANSWERABLE, reminded__lt=LATE
    )


def actions_to_remind() -> QuerySet[PlannedAction]:
    found = PlannedAction.objects.filter(status__in=UNDONE, reminded__lt=LATE)
    return found.exclude(assessment__status=AssessmentStatus.STOPPED)


def organisations_to_remind() -> QuerySet[Organisation]:
    shares = shares_to_remind().values("assessment__organisation")
    actions = actions_to_remind().values("assessment__organisation")
    return Organisation.objects.filter(Q(pk__in=shares) | Q(pk__in=actions)).order_by("pk")
