"""The panel's meetings: planned, prepared and run from one page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from mercat.common import pagination
from mercat.common.views import form_page, tried
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import actions, queries, rules
from mercat.passports.forms.meetings import AddItemsForm, AttendanceForm, MeetingForm, as_typed
from mercat.passports.lifecycle import Status
from mercat.passports.models import Meeting
from mercat.passports.queries.meetings import Item
from mercat.passports.views import assessment

MOST_TO_ADD = 60


def load_meeting(request: HttpRequest, meeting_id: str) -> tuple[Membership, Meeting]:
    membership = membership_of(request)
    meeting = get_object_or_404(queries.meetings_seen_by(membership), public_id=meeting_id)
    return membership, meeting


def load_arranged(request: HttpRequest, meeting_id: str) -> tuple[Membership, Meeting]:
    membership, meeting = load_meeting(request, meeting_id)
    rules.check_can_arrange(membership)
    return membership, meeting


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Those to come, then those that were, the newest first."""
    membership = membership_of(request)
    rules.check_can_see_meetings(membership)
    page = pagination.page(
        queries.meetings_before(membership), asked=request.GET, by="starts_at", newest_first=True
    )
    for each in page.rows:
        each.organisation = membership.organisation
    context = {
        "coming": queries.coming_meetings(membership)[:20],
        "page": page,
        "may_arrange": rules.can_arrange(membership),
    }
    return render(request, "passports/meetings.html", context)


@form_page
def plan_meeting(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_arrange(membership)
    form = MeetingForm(request.POST or None, organisation=membership.organisation)
    sent = request.method == "POST" and form.is_valid()
    if sent and tried(
        request, actions.plan_meeting, **form.meeting(), by=membership, at=timezone.now()
    ):
        messages.success(
            request, _("The meeting is planned. Its members have a mail, and what is due is on it.")
        )
        made = queries.meetings_seen_by(membership).filter(planned_by=membership.person_id)
        return redirect("passports:meeting", made.latest("pk").public_id)
    return render(request, "passports/plan_meeting.html", {"form": form})


@form_page
def change_meeting(request: HttpRequest, meeting_id: str) -> HttpResponse:
    membership, meeting = load_arranged(request, meeting_id)
    form = MeetingForm(
        request.POST or None, organisation=membership.organisation, initial=as_typed(meeting)
    )
    sent = request.method == "POST" and form.is_valid()
    arguments = {"meeting": meeting, "by": membership, "at": timezone.now()}
    if sent and tried(request, actions.change_meeting, **form.meeting(), **arguments):
        messages.success(request, _("The meeting is changed. Its members have a mail."))
        return redirect("passports:meeting", meeting.public_id)
    return render(request, "passports/plan_meeting.html", {"form": form, "meeting": meeting})


@form_page
def cancel_meeting(request: HttpRequest, meeting_id: str) -> HttpResponse:
    membership, meeting = load_arranged(request, meeting_id)
    if request.method == "POST":
        given = {"meeting": meeting, "by": membership, "at": timezone.now()}
        if tried(request, actions.cancel_meeting, **given):
            messages.success(request, _("The meeting is called off. Its members have a mail."))
        return redirect("passports:meeting", meeting.public_id)
    return render(request, "passports/cancel_meeting.html", {"meeting": meeting})


@require_safe
def meeting(request: HttpRequest, meeting_id: str) -> HttpResponse:
    membership, meeting = load_meeting(request, meeting_id)
    items = queries.agenda_of(membership, meeting)
    context = {
        "meeting": meeting,
        "items": [_shown(item, membership) for item in items],
        "last": len(items),
        "attendance": queries.attendance_of(meeting),
        "may_arrange": rules.can_arrange(membership),
        "has_begun": meeting.starts_at <= timezone.now(),
    }
    return render(request, "passports/meeting.html", context)


def _shown(item: Item, membership: Membership) -> dict[str, Any]:
    """What the page says of an item; nothing of a case for which this reader leaves."""
    case = item.application
    if case is None:
        return {"number": item.number, "row": None}
    held: Any = case  # with what `agenda_of` fetched
    decided = next(iter(held.standing), None)
    return {
        "number": item.number,
        "row": item.row,
        "case": case,
        "leave": item.leave,
        "decision": decided,
        "assessed": assessment.counted(next(iter(held.advised), None)),
        "may_decide": case.status == Status.IN_PANEL and rules.decides(membership),
    }


@require_POST
def propose_agenda(request: HttpRequest, meeting_id: str) -> HttpResponse:
    membership, meeting = load_arranged(request, meeting_id)
    before = meeting.items.count()
    given = {"meeting": meeting, "by": membership, "at": timezone.now()}
    if tried(request, actions.propose_agenda, **given):
        count = meeting.items.count() - before
        said = ngettext("%d case was added.", "%d cases were added.", count) % count
        nothing = _("Nothing else is due before the panel meets again.")
        messages.success(request, said if count else nothing)
    return redirect("passports:meeting", meeting.public_id)


@form_page
def add_items(request: HttpRequest, meeting_id: str) -> HttpResponse:
    membership, meeting = load_arranged(request, meeting_id)
    found = queries.cases_to_add(queries.heard_by(membership)).select_related("applicant")
    cases = list(found[:MOST_TO_ADD])
    form = AddItemsForm(request.POST or None, cases=cases)
    sent = request.method == "POST" and form.is_valid()
    given = {"meeting": meeting, "by": membership, "at": timezone.now()}
    if sent and tried(request, actions.add_items, cases=form.cleaned_data["cases"], **given):
        return redirect("passports:meeting", meeting.public_id)
    context = {"form": form, "meeting": meeting, "cases": cases}
    return render(request, "passports/add_items.html", context)


@require_POST
def move_item(request: HttpRequest, meeting_id: str, number: int) -> HttpResponse:
    membership, meeting = load_arranged(request, meeting_id)
    to = "up" if request.POST.get("to") == "up" else "down"
    given = {"meeting": meeting, "by": membership, "at": timezone.now()}
    tried(request, actions.move_item, number=number, to=to, **given)
    return redirect("passports:meeting", meeting.public_id)


@require_POST
def remove_item(request: HttpRequest, meeting_id: str, number: int) -> HttpResponse:
    membership, meeting = load_arranged(request, meeting_id)
    given = {"meeting": meeting, "by": membership, "at": timezone.now()}
    if tried(request, actions.remove_item, number=number, **given):
        messages.success(request, _("It is off the agenda. The case stays with the panel."))
    return redirect("passports:meeting", meeting.public_id)


@form_page
def attendance(request: HttpRequest, meeting_id: str) -> HttpResponse:
    membership, meeting = load_arranged(request, meeting_id)
    known = queries.attendance_of(meeting)
    typed = {name: [person.public_id for person in people] for name, people in known.items()}
    people = queries.panel_members(membership.organisation)
    form = AttendanceForm(request.POST or None, people=people, initial=typed)
    sent = request.method == "POST" and form.is_valid()
    given = {"meeting": meeting, "by": membership, "at": timezone.now()}
    if sent and tried(request, actions.note_attendance, **form.attendance(), **given):
        return redirect("passports:meeting", meeting.public_id)
    return render(request, "passports/attendance.html", {"form": form, "meeting": meeting})


@require_POST
def end_meeting(request: HttpRequest, meeting_id: str) -> HttpResponse:
    membership, meeting = load_arranged(request, meeting_id)
    given = {"meeting": meeting, "by": membership, "at": timezone.now()}
    if not tried(request, actions.end_meeting, **given):
        return redirect("passports:meeting", meeting.public_id)
    messages.success(request, _("The minutes are written from what happened. Read them through."))
    return redirect("passports:minutes", meeting.public_id)
