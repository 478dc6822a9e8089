"""What the pages of administration share: who may, and what a refusal does."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.views.decorators.http import require_http_methods

from mercat.common.refusals import Refused
from mercat.organisations import rules
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership

form_page = require_http_methods(["GET", "HEAD", "POST"])


def reader(request: HttpRequest) -> Membership:
    membership = membership_of(request)
    rules.check_can_see_administration(membership)
    return membership


def administrator(request: HttpRequest) -> Membership:
    membership = membership_of(request)
    rules.check_can_administer(membership)
    return membership


def tried(request: HttpRequest, action: Callable[..., Any], **arguments: Any) -> bool:
    """Do it; a refusal becomes a message on the page and nothing is changed."""
    try:
        action(**arguments)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return False
    return True
