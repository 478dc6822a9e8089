"""How somebody is reminded, and the calendar that they may take elsewhere."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from icalendar import Calendar, Event

from mercat.common import languages
from mercat.common.views import form_page
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import actions, queries
from mercat.passports import reminding as clocks
from mercat.passports.forms.reminding import RemindersForm


@form_page
def reminders(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    chosen = "daily" if clocks.wants_one_a_day([membership.person_id]) else "each"
    form = RemindersForm(request.POST or None, initial={"how": chosen})
    if request.method == "POST" and form.is_valid():
        actions.choose_reminders(daily=form.cleaned_data["how"] == "daily", by=membership)
        messages.success(request, _("We remind you as you chose."))
        return redirect("passports:reminders")
    context = {"form": form, "feed": queries.calendar_of(membership)}
    return render(request, "passports/reminders.html", context)


@never_cache
@require_POST
def make_calendar(request: HttpRequest) -> HttpResponse:
    """The address is shown this once."""
    membership = membership_of(request)
    token = actions.make_calendar(by=membership, at=timezone.now())
    address = settings.SITE_URL + reverse("passports:calendar", args=[token])
    return render(request, "passports/calendar_made.html", {"address": address})


@require_POST
def end_calendar(request: HttpRequest) -> HttpResponse:
    actions.end_calendar(by=membership_of(request), at=timezone.now())
    messages.success(request, _("The calendar’s address shows nothing any more."))
    return redirect("passports:reminders")


@never_cache
@require_safe
@login_not_required
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The secret in the address is the key; a wrong one is told nothing."""
    member = queries.membership_by_calendar(token)
    if member is None:
        gone = _("This calendar has ended.")
        response = HttpResponse(gone, status=410, content_type="text/plain; charset=utf-8")
    else:
        response = HttpResponse(_feed(member), content_type="text/calendar; charset=utf-8")
    response["Referrer-Policy"] = "no-referrer"
    return response


def _feed(member: Membership) -> bytes:
    with languages.reading(member.organisation.language_for(member.person)):
        feed = Calendar()
        feed.add("prodid", "-//Mercat//Due dates//EN")
        feed.add("version", "2.0")
        feed.add("x-wr-calname", _("Social media passports"))
        for entry in queries.calendar_days(member):
            feed.add_component(_event(entry))
    return bytes(feed.to_ical())


def _event(entry: queries.Entry) -> Event:
    """A whole day, which leaves its reader free; or a meeting, with its time and place."""
    event = Event()
    event.add("uid", f"{entry.name}@mercat")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", entry.starts)
    event.add("summary", str(entry.what.label))
    if entry.what == queries.What.MEETING:
        if entry.place:
            event.add("location", entry.place)
    else:
        event.add("dtend", entry.starts + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    return event
