"""What the views of applications share: who reads, and which application, or 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import queries
from mercat.passports.models import Application


def load(request: HttpRequest, application_id: str) -> tuple[Membership, Application]:
    membership = membership_of(request)
    application = get_object_or_404(queries.seen_by(membership), public_id=application_id)
    return membership, application


def after(request: HttpRequest, membership: Membership, application: Application) -> str:
    """Where one goes on: back to the meeting that one came from, else to the case."""
    asked = request.GET.get("meeting", "")
    if asked.isascii() and asked.isalnum():
        found = queries.meetings_seen_by(membership).filter(public_id=asked[:20]).first()
        if found:
            return reverse("passports:meeting", args=[found.public_id])
    return reverse("passports:application", args=[application.public_id])
