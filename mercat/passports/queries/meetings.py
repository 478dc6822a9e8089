from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.organisations.roles import Role
from mercat.passports.lifecycle import MeetingStatus, Status
from mercat.passports.models import (
    AgendaItem,
    Application,
    Assessment,
    Decision,
    Helper,
    ManagerView,
    Meeting,
    PanelSeat,
    Revision,
)
from mercat.passports.queries.cases import seen_by
from mercat.passports.rules import sees_meetings
from mercat.people.models import Person

UNTIL_NEXT = timedelta(weeks=4)  # while no later meeting is planned
MOST_ITEMS = 40


@dataclass(frozen=True, slots=True)
class Item:
    """A place on the agenda as one reader sees it: without its case, where they leave for it."""

    number: int
    row: AgendaItem | None
    leave: tuple[Person, ...] = ()

    @property
    def application(self) -> Application | None:
        return self.row.application if self.row else None


def meetings_seen_by(membership: Membership) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(organisation=membership.organisation_id)
    found = found.select_related("organisation", "approved_by")
    return found if sees_meetings(membership) else found.none()


def coming_meetings(membership: Membership) -> QuerySet[Meeting]:
    planned = meetings_seen_by(membership).filter(status=MeetingStatus.PLANNED)
    return planned.order_by("starts_at", "pk")


def meetings_before(membership: Membership) -> QuerySet[Meeting]:
    """All but those to come. Not joined to their organisation, which is the member's: SQLite would
    begin there, and put them all in order."""
    others = meetings_seen_by(membership).exclude(status=MeetingStatus.PLANNED)
    return others.select_related(None)


def open_meetings(membership: Membership) -> QuerySet[Meeting]:
    """Those to come, and those whose minutes are not final."""
    unfinished = [MeetingStatus.PLANNED, MeetingStatus.HELD]
    found = meetings_seen_by(membership).filter(status__in=unfinished)
    return found.order_by("starts_at", "pk")


def heard_by(membership: Membership) -> QuerySet[Application]:
    """The cases that this member may hear the panel talk about: none of their own, none that they
    help with or step out of.
    """
    helps = Helper.objects.filter(application=OuterRef("pk"), person=membership.person_id)
    out = PanelSeat.objects.filter(
        application=OuterRef("pk"), person=membership.person_id, steps_out=True
    )
    seen = seen_by(membership).exclude(status=Status.DRAFT)
    return seen.exclude(applicant=membership.person_id).exclude(Exists(helps) | Exists(out))


def agenda_of(membership: Membership, meeting: Meeting) -> list[Item]:
    """In its order. Two queries, and with cases on it six."""
    heard = heard_by(membership).filter(agendaitem__meeting=meeting)
    rows = list(meeting.items.order_by("position", "pk"))
    cases = {case.pk: case for case in _with_all(heard)} if rows else {}
    leave = _who_leaves(cases)
    items = []
    for number, row in enumerate(rows, start=1):
        case = cases.get(row.application_id)
        if case is None:
            items.append(Item(number, None))
            continue
        row.application = case
        items.append(Item(number, row, tuple(leave[case.pk])))
    return items


def _with_all(cases: QuerySet[Application]) -> QuerySet[Application]:
    standing = Decision.objects.filter(replaced_at=None).select_related("decided_by", "revision")
    assessed = Assessment.objects.select_related("revision", "written_by")
    return cases.prefetch_related(
        Prefetch("views", queryset=ManagerView.objects.select_related("manager")),
        Prefetch("decisions", queryset=standing, to_attr="standing"),
        Prefetch("assessments", queryset=assessed.order_by("-revision__number"), to_attr="advised"),
    )


def _who_leaves(cases: Iterable[int]) -> defaultdict[int, list[Person]]:
    """Never why. The applicant is among them when they sit on the panel."""
    found: defaultdict[int, list[Person]] = defaultdict(list)
    seats = PanelSeat.objects.filter(application__in=list(cases), steps_out=True)
    for seat in seats.select_related("person").order_by("person__name", "pk"):
        found[seat.application_id].append(seat.person)
    return found


def latest_revisions(applications: Iterable[Application]) -> dict[int, Revision]:
    """Of each case the version that the panel has. One query."""
    keys = [each.pk for each in applications]
    revisions = Revision.objects.filter(application__in=keys).order_by("number")
    return {revision.application_id: revision for revision in revisions}


def cases_due(organisation: Organisation, meeting: Meeting) -> QuerySet[Application]:
    """With the panel, on no other agenda, and due before the panel meets again."""
    later = Meeting.objects.filter(
        organisation=organisation, status=MeetingStatus.PLANNED, starts_at__gt=meeting.starts_at
    ).order_by("starts_at")
    following = later.first()
    until = following.starts_at if following else meeting.starts_at + UNTIL_NEXT
    ours = Application.objects.filter(organisation=organisation)
    return cases_to_add(ours).filter(due_on__lt=organisation.day(until))


def cases_to_add(cases: QuerySet[Application]) -> QuerySet[Application]:
    """Of these: with the panel, and on the agenda of no meeting to come; what is due first."""
    planned = AgendaItem.objects.filter(
        application=OuterRef("pk"), meeting__status=MeetingStatus.PLANNED
    )
    waiting = cases.filter(status=Status.IN_PANEL).select_related(None)
    return waiting.exclude(Exists(planned)).order_by("due_on", "pk")


def panel_members(organisation: Organisation) -> list[Person]:
    """Who is called to a meeting: chairs and members, and the clerk who writes."""
    members = organisations.members_with_role(
        organisation, Role.CHAIR, Role.PANEL_MEMBER, Role.CLERK
    )
    return [each.person for each in members.order_by("person__name", "pk")]


def attendance_of(meeting: Meeting) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {"here": [], "apologies": []}
    rows: Any = meeting.attendances.select_related("person").order_by("person__name", "pk")
    for row in rows:
        found[row.presence].append(row.person)
    return found


def day_of(meeting: Meeting) -> tuple[datetime, datetime]:
    """From the first to the last moment of the day on which it is held."""
    start = meeting.local_start.replace(hour=0, minute=0, second=0, microsecond=0)
    return start, start + timedelta(days=1)
