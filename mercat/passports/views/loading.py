"""What the views of applications share: who reads, and which application, or 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import has_role
from mercat.passports import queries
from mercat.passports.models import Application

MOST_SEEN = 100  # of cases before the panel, some of which want nothing of a member


def load(request: HttpRequest, application_id: str) -> tuple[Membership, Application]:
    membership = membership_of(request)
    application = get_object_or_404(queries.seen_by(membership), public_id=application_id)
    return membership, application


def after(request: HttpRequest, membership: Membership, application: Application) -> str:
    """Where one goes on: back to the meeting, to the next case that waits, else to this one."""
    asked = request.GET.get("meeting", "")
    if asked.isascii() and asked.isalnum():
        found = queries.meetings_seen_by(membership).filter(public_id=asked[:20]).first()
        if found:
            return reverse("passports:meeting", args=[found.public_id])
    following = next_waiting(membership, application) or application
    return reverse("passports:application", args=[following.public_id])


def next_waiting(membership: Membership, application: Application) -> Application | None:
    """Another case before the panel that wants something of this member. One query."""
    chairs, today = has_role(membership, [Role.CHAIR]), membership.organisation.day(timezone.now())
    found = queries.panel_work(membership).exclude(pk=application.pk)[:MOST_SEEN]
    waits = (each for each in found if queries.wanted_of(each, chairs=chairs, today=today))
    return next(waits, None)
