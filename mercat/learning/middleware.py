"""Pages of a pulse are asked for by nobody: what tells one person from another stays outside."""

import hashlib
import secrets
import time
from collections import Counter
from collections.abc import Callable
from threading import Lock

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

ROOT = "/pulse/"
# All that a page of a pulse needs to be told; everything else that a browser says is taken away.
NEEDED = {
    "CONTENT_LENGTH",
    "CONTENT_TYPE",
    "HTTP_ACCEPT_LANGUAGE",  # the language of the page
    "HTTP_HOST",
    "HTTP_SEC_FETCH_SITE",  # whether another site sent it
    "HTTP_X_FORWARDED_PROTO",  # whether it came by https
    "PATH_INFO",
    "QUERY_STRING",
    "REQUEST_METHOD",
    "SCRIPT_NAME",
    "SERVER_NAME",
    "SERVER_PORT",
    "SERVER_PROTOCOL",
}
WINDOW = 60  # seconds


class Anonymous:
    """Stands before everything else. No cookie, address or browser's name comes in or goes out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ROOT):
            return self.get_response(request)
        request.leaves_no_line = True  # type: ignore[attr-defined]
        request.from_where = _from_where(request)  # type: ignore[attr-defined]
        forget(request)
        response = self.get_response(request)
        response.cookies.clear()
        response["Vary"] = "Accept-Language"  # no cookie makes a difference here
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response


def forget(request: HttpRequest) -> None:
    """`wsgi.*` holds what was sent and how; the rest of the environment is the server's own."""
    for key in [key for key in request.META if not key.startswith("wsgi.")]:
        if key not in NEEDED:
            del request.META[key]
    request.__dict__.pop("headers", None)  # read before, perhaps, and kept


# Drawn anew whenever a process starts, so that nothing outside can work an address out again.
_salt = secrets.token_bytes(32)
_counts: Counter[bytes] = Counter()
_window = 0
_lock = Lock()


def _from_where(request: HttpRequest) -> bytes:
    try:
        address = get_client_ip(request) or ""
    except ImproperlyConfigured:  # fewer proxies than PROXIES says
        address = ""
    return hashlib.blake2b(address.encode(), key=_salt, digest_size=16).digest()


def is_too_much(request: HttpRequest, *, action: str) -> bool:
    """Whether this address has done it too often in this minute. In memory alone, for a minute."""
    global _window  # noqa: PLW0603  # the one thing that a process remembers
    most = settings.PULSE_RATE_LIMITS.get(action)
    if most is None:
        return False
    with _lock:
        if _window != (now := int(time.monotonic() // WINDOW)):
            _window = now
            _counts.clear()
        key = request.from_where + action.encode()  # type: ignore[attr-defined]
        _counts[key] += 1
        return _counts[key] > most
