import logging
import time
import traceback
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mercat.common.refusals import Refused

# They have a page of their own and are nobody's fault here.
EXPECTED = (Http404, PermissionDenied, SuspiciousOperation, BadRequest)
log = logging.getLogger("mercat.request")


class RequestLog:
    """One line a request: the route's pattern, never the path, which may hold a secret.

    No line where none may be left (`leaves_no_line`, see mercat.learning.middleware), and none for
    styles and scripts, which such a page fetches too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        if leaves_no_line(request):
            return response
        match = request.resolver_match
        route = match.route if match else "(no route)"
        took = (time.perf_counter() - started) * 1000
        log.info("%s /%s %s %.0f ms", request.method, route, response.status_code, took)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Django's own line of an error names the path, so it is off and this one is written."""
        if isinstance(exception, EXPECTED):
            return
        if leaves_no_line(request):
            # No traceback: its last line may quote a row. An answer that failed was not counted.
            log.error("a page that leaves no line failed: %s", _place(exception))
        else:
            match = request.resolver_match
            route = match.route if match else "(no route)"
            log.error("%s /%s failed", request.method, route, exc_info=exception)


class Refusals:
    """A refusal that no form and no message has shown is a page with its sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        return render(request, "409.html", {"sentence": exception.sentence}, status=409)


def leaves_no_line(request: HttpRequest) -> bool:
    return getattr(request, "leaves_no_line", False) or request.path.startswith(settings.STATIC_URL)


def _place(exception: Exception) -> str:
    """What and where, without a word of what was sent."""
    last = traceback.extract_tb(exception.__traceback__)[-1]
    return f"{type(exception).__name__} in {last.name}, line {last.lineno}"
