from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.http import ConditionalGetMiddleware

from mercat.api import problems

ROOT = "/api/v1/"
PRIVATE = f"{ROOT}private/"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}


class EveryAnswer:
    """What holds for each answer under /api/v1/, whoever gave it.

    HEAD is answered as GET, without the body. Errors are problem details, those of Django too. The
    public part may be read by the pages of any site and is not sent again to whoever has it; the
    private part is kept by nobody on the way.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.conditional = ConditionalGetMiddleware(get_response)
        self.gzip = GZipMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(ROOT):
            return self.get_response(request)
        if request.method != "HEAD":
            return self._in_full(request)
        request.method = "GET"
        response = self._in_full(request)
        request.method = "HEAD"
        return _without_body(response)

    def _in_full(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(PRIVATE):
            response: HttpResponseBase = self._answered(request)
            response["Cache-Control"] = "no-store"
        else:
            response = self._public(request)
        return self.gzip.process_response(request, response)

    def _public(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers=PREFLIGHT)
        else:
            response = self._answered(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link"
        response.headers.setdefault("Cache-Control", "no-cache")
        return self.conditional.process_response(request, response)

    def _answered(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code < 400 or response["Content-Type"] == problems.KIND:
            return response
        detail = problems.NOTHING if response.status_code == 404 else ""
        problem = problems.answer(response.status_code, detail)
        if "Allow" in response:
            problem["Allow"] = _allowed(response["Allow"])
        return problem


def _allowed(methods: str) -> str:
    found = [each.strip() for each in methods.split(",")]
    return ", ".join([*found, *(["HEAD"] if "GET" in found and "HEAD" not in found else [])])


def _without_body(response: HttpResponseBase) -> HttpResponseBase:
    """What GET says, with its headers and its length (RFC 9110, 9.3.2)."""
    if isinstance(response, HttpResponse):
        response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
    return response
