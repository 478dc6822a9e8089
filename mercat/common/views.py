"""What the views of every app share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.views.decorators.http import require_http_methods

from mercat.common.refusals import Refused

form_page = require_http_methods(["GET", "HEAD", "POST"])


def tried(request: HttpRequest, action: Callable[..., Any], **arguments: Any) -> bool:
    """Do it; a refusal becomes a message on the page and nothing is changed."""
    try:
        action(**arguments)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return False
    return True


def is_prefetch(request: HttpRequest) -> bool:
    """Whether a browser fetches the page before anybody asked for it."""
    headers = [request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz")]
    return any("prefetch" in header.lower() for header in headers)
