"""Appeals: what can be appealed, who decided it the first time, and who is left to hear it."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from mercat.comments.models import Comment
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.passports.lifecycle import (
    APPEALABLE,
    DECIDED_BY_PANEL,
    Correcting,
    Kind,
    MeetingStatus,
    Outcome,
    Revoking,
    Status,
)
from mercat.passports.models import (
    Appeal,
    Application,
    Attendance,
    Decision,
    Revocation,
    Suspension,
)
from mercat.passports.rules import PERMISSIONS

Against = Decision | Suspension | Revocation
GIVEN_UP = (Status.WITHDRAWN, Status.LAPSED)


def appeal_against(against: Against) -> Appeal | None:
    """The one that was begun and not given up. One query."""
    found = against.appeals.exclude(application__status__in=GIVEN_UP)
    return found.select_related("application").order_by("-pk").first()


def appeals_of(application: Application) -> QuerySet[Appeal]:
    """Against its decisions, the newest first, without those that were given up."""
    found = Appeal.objects.filter(decision__application=application)
    kept = found.exclude(application__status__in=GIVEN_UP)
    return kept.select_related("application").order_by("-pk")


def appeal_ends(against: Against) -> date | None:
    """The last day on which this can be appealed; None where it cannot, or not any more.

    No query where a decision comes with its letter and its case.
    """
    if isinstance(against, Decision):
        case = against.application
        judged = case.kind != Kind.APPEAL and case.status == Status.RELEASED
        stands = judged and against.replaced_at is None and against.outcome in APPEALABLE
        return against.letter.appeal_until if stands else None
    if isinstance(against, Suspension):
        return against.appeal_until if against.ended_at is None else None
    taken = against.status == Revoking.REVOKED
    return against.appeal_until if taken else None


def outcomes_of(application: Application) -> tuple[Outcome, ...]:
    """What the panel can decide here. At most one query."""
    if application.kind == Kind.APPEAL:
        return application.appeal.outcomes
    return DECIDED_BY_PANEL


def decided_first(appeal: Appeal) -> set[int]:
    """Who decided, voted, agreed to a correction, or spoke on the panel. At most five queries."""
    if appeal.suspension:
        return {appeal.suspension.suspended_by_id}
    if appeal.revocation:
        by = {appeal.revocation.asked_by_id, appeal.revocation.settled_by_id}
        return {each for each in by if each}
    case = appeal.case
    agreed = case.corrections.filter(status=Correcting.AGREED)
    spoke = Comment.objects.filter(
        thread=case.discussion_id, author__in=case.seats.values("person")
    )
    return {
        *case.decisions.exclude(decided_by=None).values_list("decided_by", flat=True),
        *case.votes.values_list("person", flat=True),
        *(person for pair in agreed.values_list("proposed_by", "settled_by") for person in pair),
        *spoke.values_list("author", flat=True),
        *_sat_on(case),
    }


def _sat_on(case: Application) -> QuerySet[Attendance, int]:
    """Members of its panel who were at a meeting that had it on its agenda."""
    there = Attendance.objects.filter(
        meeting__items__application=case,
        meeting__status__in=[MeetingStatus.HELD, MeetingStatus.FINAL],
        presence=Attendance.Presence.HERE,
        person__in=case.seats.values("person"),
    )
    return there.values_list("person", flat=True)


def step_out_at_once(appeal: Appeal) -> list[Membership]:
    """Who may read cases here, and has no part in this one from the moment that it is sent."""
    out = appeal.case.seats.filter(steps_out=True).values_list("person", flat=True)
    people = {*decided_first(appeal), *out} - {appeal.application.applicant_id}
    roles = PERMISSIONS["read submitted applications"]
    members = organisations.members_with_role(appeal.application.organisation, *roles)
    return list(members.filter(person__in=people).prefetch_related("roles").order_by("pk"))


def nobody_left(application: Application) -> str:
    """What an appeal still wants before it can be heard, as a sentence. At most two queries."""
    writers = {application.applicant_id, *application.helpers.values_list("person", flat=True)}
    out = application.seats.filter(steps_out=True).values("person")
    free = Q(person__in=out) | Q(person__in=writers)
    here = application.organisation
    if not organisations.members_with_role(here, Role.CHAIR).exclude(free).exists():
        return _(
            "Everybody who chairs the panel had a part in it the first time. An appeal is heard by "
            "others: give a colleague who took no part the role of chair."
        )
    if not organisations.members_with_role(here, Role.CLERK).exclude(free).exists():
        return _(
            "Every clerk had a part in it the first time. An appeal is looked after by others: "
            "give a colleague who took no part the role of clerk."
        )
    return ""
