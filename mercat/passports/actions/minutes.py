"""The minutes: written from what happened, changed by the clerk, and final when approved.

They are kept item by item, so that nobody reads of a case for which they left.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common import languages
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import queries, rules
from mercat.passports.lifecycle import MeetingStatus
from mercat.passports.models import (
    AgendaItem,
    Application,
    Decision,
    InformationRequest,
    Meeting,
    PanelSeat,
)
from mercat.people.models import Person


def write(meeting: Meeting) -> None:
    """Of the locked meeting, which its caller saves; in the organisation's first language."""
    attendance = queries.attendance_of(meeting)
    with languages.reading(meeting.organisation.languages[0]):
        meeting.opening = _opening(attendance)
        items = list(meeting.items.select_related("application"))
        for item in items:
            item.minute = _minute(meeting, item.application, attendance["here"])
    AgendaItem.objects.bulk_update(items, ["minute"])
    meeting.minutes_version += 1


def _opening(attendance: Mapping[str, list[Person]]) -> str:
    lines = [_("Here: {names}.").format(names=_names(attendance["here"]))]
    if attendance["apologies"]:
        lines.append(_("Apologies: {names}.").format(names=_names(attendance["apologies"])))
    return "\n".join(lines)


def _names(people: list[Person]) -> str:
    return _(", ").join(person.name for person in people)


def _minute(meeting: Meeting, case: Application, here: list[Person]) -> str:
    start, end = queries.day_of(meeting)
    out = PanelSeat.objects.filter(application=case, steps_out=True, person__in=here)
    left = [seat.person for seat in out.select_related("person").order_by("person__name")]
    lines = [_("Left for this item: {names}.").format(names=_names(left))] if left else []
    asked = InformationRequest.objects.filter(
        application=case, asked_at__gte=start, asked_at__lt=end
    )
    lines += [
        _("The applicant is asked: {question}").format(question=request.question)
        for request in asked.order_by("asked_at")
    ]
    decided = case.decisions.filter(replaced_at=None, decided_at__gte=start, decided_at__lt=end)
    decision = decided.first()
    return "\n".join([*lines, *(_agreed(decision) if decision else [_open(case)])])


def _agreed(decision: Decision) -> list[str]:
    outcome = str(decision.get_outcome_display())
    lines = [_("The panel agreed: {outcome}.").format(outcome=outcome), decision.reasons]
    if decision.conditions:
        lines.append(_("Conditions: {conditions}").format(conditions=decision.conditions))
    return lines


def _open(case: Application) -> str:
    if case.due_on is None:
        return _("Not decided at this meeting.")
    day = date_format(case.due_on, "j F Y")
    return _("Not decided at this meeting. It is due by {day}.").format(day=day)


@transaction.atomic
def rewrite_minutes(*, meeting: Meeting, by: Membership, at: datetime) -> Meeting:
    """From what happened, once more: what the clerk changed is gone."""
    meeting = _changeable(meeting, by=by)
    write(meeting)
    meeting.save()
    _record("rewritten", meeting, by=by, at=at)
    return meeting


@transaction.atomic
def change_minutes(
    *,
    meeting: Meeting,
    version: int,
    opening: str,
    closing: str,
    minutes: Mapping[int, str],
    by: Membership,
    at: datetime,
) -> Meeting:
    """`minutes` by the item's key; those that the clerk does not hear stay as they are."""
    meeting = _changeable(meeting, by=by)
    if meeting.minutes_version != version:
        raise Refused(_("The minutes were changed elsewhere since you opened them."))
    heard = queries.heard_by(by).values("pk")
    items = list(meeting.items.filter(pk__in=minutes.keys(), application__in=heard))
    for item in items:
        item.minute = minutes[item.pk]
    AgendaItem.objects.bulk_update(items, ["minute"])
    meeting.opening, meeting.closing = opening, closing
    meeting.minutes_version += 1
    meeting.save()
    _record("minutes_changed", meeting, by=by, at=at)
    return meeting


def _changeable(meeting: Meeting, *, by: Membership) -> Meeting:
    found = Meeting.objects.select_for_update(of=("self",)).select_related("organisation")
    meeting = found.get(pk=meeting.pk)
    rules.check_can_arrange(by)
    if meeting.status != MeetingStatus.HELD:
        raise Refused(_("These minutes cannot be changed now."))
    return meeting


def _record(action: str, meeting: Meeting, *, by: Membership, at: datetime) -> None:
    audit.record(
        f"passports.meeting.{action}",
        subject=meeting,
        organisation=meeting.organisation,
        by=by.person,
        at=at,
        facts={"status": meeting.status, "version": meeting.minutes_version},
    )
