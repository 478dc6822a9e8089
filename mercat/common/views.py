"""What the views of every app share."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from mercat.common.refusals import Refused

View = Callable[..., HttpResponseBase]

form_page = require_http_methods(["GET", "HEAD", "POST"])


def open_to_speakers(view: View) -> View:
    """For anybody. What is not there for a stranger asks them to sign in, existing or not."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    return login_not_required(wrapped)


def open_to_readers(view: View) -> View:
    """As `open_to_speakers`, but a stranger who would change something signs in first."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"} and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return open_to_speakers(wrapped)


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
