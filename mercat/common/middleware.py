import logging
import time
from collections.abc import Callable

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse

# They have a page of their own and are nobody's fault here.
EXPECTED = (Http404, PermissionDenied, SuspiciousOperation, BadRequest)
log = logging.getLogger("mercat.request")


class RequestLog:
    """One line a request: the route's pattern, never the path, which may hold a secret."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        route = match.route if match else "(no route)"
        took = (time.perf_counter() - started) * 1000
        log.info("%s /%s %s %.0f ms", request.method, route, response.status_code, took)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Django's own line of an error names the path, so it is off and this one is written."""
        if not isinstance(exception, EXPECTED):
            match = request.resolver_match
            route = match.route if match else "(no route)"
            log.error("%s /%s failed", request.method, route, exc_info=exception)
