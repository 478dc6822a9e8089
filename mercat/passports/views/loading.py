"""What the views of applications share: who reads, and which application, or 404."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from mercat.common.refusals import Refused
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import queries
from mercat.passports.models import Application

form_page = require_http_methods(["GET", "HEAD", "POST"])


def load(request: HttpRequest, application_id: str) -> tuple[Membership, Application]:
    membership = membership_of(request)
    application = get_object_or_404(queries.seen_by(membership), public_id=application_id)
    return membership, application


def tried(request: HttpRequest, action: Callable[..., Any], **arguments: Any) -> bool:
    """Do it; a refusal becomes a message on the page and nothing is changed."""
    try:
        action(**arguments)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return False
    return True
