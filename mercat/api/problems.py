"""Errors of /api/v1/, all in one shape: problem details of RFC 9457."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from mercat.common.refusals import NotAllowed, Refused

KIND = "application/problem+json"
NOTHING = "There is nothing at this address."
NO_TOKEN = "This needs a token of the organisation that works, in the header Authorization."  # noqa: S105
WRONG = "Something in the request is not as described. The errors say what."
Errors = Sequence[dict[str, str]]


class FaultOut(Schema):
    """Where something is wrong, and what."""

    where: str
    detail: str


class ProblemOut(Schema):
    """Problem details, RFC 9457."""

    title: str
    status: int
    detail: str
    errors: list[FaultOut] = []


class Problem(Exception):
    def __init__(self, status: int, detail: str, errors: Errors = ()) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors = status, detail, errors


def wrong(where: str, detail: str) -> Problem:
    return Problem(422, WRONG, [{"where": where, "detail": detail}])


def answer(status: int, detail: str = "", errors: Errors = ()) -> HttpResponse:
    title = HTTPStatus(status).phrase
    body: dict[str, Any] = {"title": title, "status": status, "detail": detail or f"{title}."}
    response = HttpResponse(
        json.dumps(body | {"errors": list(errors)}), status=status, content_type=KIND
    )
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="Mercat"'
    if status == 429:
        response["Retry-After"] = "60"
    return response


def handle(api: NinjaAPI) -> None:
    """What is refused while a request is dealt with; the middleware does the rest."""

    @api.exception_handler(Problem)
    def problem(request: HttpRequest, error: Problem) -> HttpResponse:
        return answer(error.status, error.detail, error.errors)

    @api.exception_handler(ValidationError)
    def not_as_described(request: HttpRequest, error: ValidationError) -> HttpResponse:
        errors = [
            {"where": ".".join(str(part) for part in each["loc"]), "detail": each["msg"]}
            for each in error.errors
        ]
        return answer(422, WRONG, errors)

    @api.exception_handler(HttpError)
    def not_readable(request: HttpRequest, error: HttpError) -> HttpResponse:
        return answer(error.status_code, "The body is not JSON.")

    @api.exception_handler(AuthenticationError)
    def not_authenticated(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return answer(401, NO_TOKEN)

    @api.exception_handler(NotAllowed)
    def not_allowed(request: HttpRequest, error: NotAllowed) -> HttpResponse:
        return answer(403, str(error))

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
        return answer(409, refusal.sentence)
