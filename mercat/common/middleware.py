import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

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
