"""What the views of applications share: who reads, and which application, or 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import queries
from mercat.passports.models import Application


def load(request: HttpRequest, application_id: str) -> tuple[Membership, Application]:
    membership = membership_of(request)
    application = get_object_or_404(queries.seen_by(membership), public_id=application_id)
    return membership, application
