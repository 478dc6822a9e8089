"""When the panel sits together: planned by the clerk, ended with minutes, approved by the chair."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import emails, queries, rules
from mercat.passports.actions import minutes
from mercat.passports.lifecycle import MEETING_MOVES, MeetingStatus
from mercat.passports.models import AgendaItem, Attendance, Meeting


def locked(meeting: Meeting) -> Meeting:
    found = Meeting.objects.select_for_update(of=("self",)).select_related("organisation")
    return found.get(pk=meeting.pk)


def record(action: str, meeting: Meeting, *, by: Membership, at: datetime, **facts: object) -> None:
    audit.record(
        f"passports.meeting.{action}",
        subject=meeting,
        organisation=meeting.organisation,
        by=by.person,
        at=at,
        facts={"status": meeting.status, **facts},
    )


def planned(meeting: Meeting, *, by: Membership) -> Meeting:
    """The locked meeting, while its clerk can still arrange it."""
    meeting = locked(meeting)
    rules.check_can_arrange(by)
    if meeting.status != MeetingStatus.PLANNED:
        raise Refused(_("This meeting is over, so its agenda stays as it was."))
    return meeting


@transaction.atomic
def plan_meeting(
    *, starts_at: datetime, place: str, link: str, by: Membership, at: datetime
) -> Meeting:
    """With what is due on its agenda. Members get a mail that names no case."""
    rules.check_can_arrange(by)
    if starts_at <= at:
        raise Refused(_("The meeting has to lie in the future."))
    meeting = Meeting.objects.create(
        organisation=by.organisation,
        starts_at=starts_at,
        place=place,
        link=link,
        status=check_move(MEETING_MOVES, action="plan", old="").new,
        planned_by=by.person,
        planned_at=at,
    )
    count = put_due_on(meeting)
    emails.queue_meeting("meeting_planned", meeting, at=at)
    record("planned", meeting, by=by, at=at, items=count)
    return meeting


@transaction.atomic
def change_meeting(
    *, meeting: Meeting, starts_at: datetime, place: str, link: str, by: Membership, at: datetime
) -> Meeting:
    meeting = planned(meeting, by=by)
    before = (meeting.starts_at, meeting.place, meeting.link)
    if before == (starts_at, place, link):
        return meeting
    if starts_at <= at:
        raise Refused(_("The meeting has to lie in the future."))
    meeting.starts_at, meeting.place, meeting.link = starts_at, place, link
    meeting.save(update_fields=["starts_at", "place", "link"])
    emails.queue_meeting("meeting_changed", meeting, at=at)
    record("changed", meeting, by=by, at=at)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Membership, at: datetime) -> Meeting:
    """Its cases are free for another agenda at once."""
    meeting = locked(meeting)
    rules.check_can_arrange(by)
    meeting.status = check_move(MEETING_MOVES, action="cancel", old=meeting.status).new
    meeting.save(update_fields=["status"])
    emails.queue_meeting("meeting_cancelled", meeting, at=at)
    record("cancelled", meeting, by=by, at=at)
    return meeting


def put_due_on(meeting: Meeting) -> int:
    """On the agenda, after what stands there; returns how many cases."""
    here = meeting.items.count()
    room = max(0, queries.MOST_ITEMS - here)
    cases = list(queries.cases_due(meeting.organisation, meeting)[:room])
    return add_to(meeting, [case.pk for case in cases])


def add_to(meeting: Meeting, cases: list[int]) -> int:
    last = meeting.items.order_by("-position").values_list("position", flat=True).first() or 0
    made = AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, application_id=key, position=last + place)
        for place, key in enumerate(cases, start=1)
    )
    return len(made)


@transaction.atomic
def note_attendance(
    *, meeting: Meeting, here: set[int], apologies: set[int], by: Membership, at: datetime
) -> None:
    """By the keys of people; whoever is in neither is not spoken of."""
    meeting = planned(meeting, by=by)
    called = {person.pk for person in queries.panel_members(meeting.organisation)}
    presence = dict.fromkeys(apologies & called, Attendance.Presence.APOLOGIES)
    presence |= dict.fromkeys(here & called, Attendance.Presence.HERE)
    meeting.attendances.all().delete()
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person_id=key, presence=said) for key, said in presence.items()
    )
    record("attended", meeting, by=by, at=at, here=len(here & called))


@transaction.atomic
def end_meeting(*, meeting: Meeting, by: Membership, at: datetime) -> Meeting:
    """The minutes are written from what happened; the clerk may change their words."""
    meeting = locked(meeting)
    rules.check_can_arrange(by)
    meeting.status = check_move(MEETING_MOVES, action="end", old=meeting.status).new
    if not meeting.attendances.filter(presence=Attendance.Presence.HERE).exists():
        raise Refused(_("Say first who was here."))
    if meeting.starts_at > at:
        raise Refused(_("The meeting has not begun yet. Change its time if it was earlier."))
    meeting.ended_at = at
    minutes.write(meeting)
    meeting.save()
    emails.queue_minutes(meeting, at=at)
    record("ended", meeting, by=by, at=at, items=meeting.items.count())
    return meeting


@transaction.atomic
def approve_minutes(*, meeting: Meeting, version: int, by: Membership, at: datetime) -> Meeting:
    """They are final then. Refused when the words changed since the chair read them."""
    meeting = locked(meeting)
    rules.check_can_approve_minutes(by)
    meeting.status = check_move(MEETING_MOVES, action="approve", old=meeting.status).new
    if meeting.minutes_version != version:
        raise Refused(_("The minutes changed while you read them. Read them again, please."))
    meeting.approved_by, meeting.approved_at = by.person, at
    meeting.save()
    record("approved", meeting, by=by, at=at, version=version)
    return meeting
