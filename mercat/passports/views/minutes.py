"""What a meeting leaves on paper: the pack before it, the minutes after it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.views import form_page, tried
from mercat.passports import actions, advice, queries, question_sets, rules
from mercat.passports.forms.meetings import MinutesForm, minutes_as_typed
from mercat.passports.views import assessment, rows
from mercat.passports.views.meetings import load_arranged, load_meeting


@require_safe
def pack(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """All that the panel reads before it meets, to print; without what this reader leaves for."""
    membership, meeting = load_meeting(request, meeting_id)
    items = queries.agenda_of(membership, meeting)
    cases = [item.application for item in items if item.application]
    revisions = queries.latest_revisions(cases)
    names = rows.names_of_all({case: revisions[case.pk] for case in cases})
    shown = advice.shown_of(cases)
    context = {
        "meeting": meeting,
        "today": membership.organisation.day(timezone.now()),
        "items": [
            {
                "number": item.number,
                "leave": item.leave,
                **_case(item.application, revisions, names),
                "shown": shown[item.application.pk],
            }
            if item.application
            else {"number": item.number}
            for item in items
        ],
    }
    return render(request, "passports/pack.html", context)


def _case(application: Any, revisions: Any, names: Any) -> dict[str, Any]:
    """`application` with what `agenda_of` fetched. No query."""
    revision = revisions[application.pk]
    latest = next(iter(application.advised), None)
    question_set = question_sets.load(application.question_set)
    answers = revision.content["answers"]
    return {
        "case": application,
        "revision": revision,
        "sections": rows.sections(application, question_set, answers, change=False, names=names),
        "manager_view": application.manager_view,
        "head_view": application.head_view,
        "assessment": latest,
        "lines": assessment.lines_of(latest) if latest else [],
        "on_earlier": bool(latest and latest.revision_id != revision.pk),
    }


@require_safe
def minutes(request: HttpRequest, meeting_id: str) -> HttpResponse:
    membership, meeting = load_meeting(request, meeting_id)
    context = {
        "meeting": meeting,
        "items": queries.agenda_of(membership, meeting),
        "may_change": meeting.is_held and rules.can_arrange(membership),
        "may_approve": meeting.is_held and rules.can_approve_minutes(membership),
    }
    return render(request, "passports/minutes.html", context)


@form_page
def change_minutes(request: HttpRequest, meeting_id: str) -> HttpResponse:
    membership, meeting = load_arranged(request, meeting_id)
    items = queries.agenda_of(membership, meeting)
    typed = minutes_as_typed(meeting, items)
    form = MinutesForm(request.POST or None, items=items, initial=typed)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if tried(
            request,
            actions.change_minutes,
            meeting=meeting,
            version=said["version"],
            opening=said["opening"],
            closing=said["closing"],
            minutes=form.minutes(),
            by=membership,
            at=timezone.now(),
        ):
            return redirect("passports:minutes", meeting.public_id)
    return render(request, "passports/change_minutes.html", {"form": form, "meeting": meeting})


@require_POST
def rewrite_minutes(request: HttpRequest, meeting_id: str) -> HttpResponse:
    membership, meeting = load_arranged(request, meeting_id)
    given = {"meeting": meeting, "by": membership, "at": timezone.now()}
    if tried(request, actions.rewrite_minutes, **given):
        messages.success(request, _("The minutes are written anew from what happened."))
    return redirect("passports:minutes", meeting.public_id)


@require_POST
def approve_minutes(request: HttpRequest, meeting_id: str) -> HttpResponse:
    membership, meeting = load_meeting(request, meeting_id)
    rules.check_can_approve_minutes(membership)
    version = request.POST.get("version", "")
    given = {"meeting": meeting, "by": membership, "at": timezone.now()}
    read = int(version) if version.isascii() and version.isdecimal() and len(version) < 9 else 0
    if tried(request, actions.approve_minutes, version=read, **given):
        messages.success(request, _("The minutes are final. Thank you."))
    return redirect("passports:minutes", meeting.public_id)
