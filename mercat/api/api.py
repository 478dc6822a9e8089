"""The public API, /api/v1/. Its description is drawn from these types."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError
from ninja.params.functions import Query as Asked

from mercat.lookup import queries as lookup

api = NinjaAPI(
    title="Mercat",
    version="1",
    description="Which social media accounts speak for a public body.",
    docs_url=None,
    urls_namespace="api",
)


class OrganisationOut(Schema):
    name: str
    url: str


class AccountOut(Schema):
    name: str
    platform: str
    handle: str
    url: str
    page: str


class ProofOut(Schema):
    """What anybody can see for themselves, and when we saw it last."""

    kind: str
    url: str | None
    seen_on: str


class SimilarOut(Schema):
    """An official account with a name that is like the one asked about. That can be chance."""

    likeness: Literal["letters", "words", "slip"]
    organisation: str
    name: str
    platform: str
    handle: str
    page: str


class ClaimOut(Schema):
    answer: str
    organisation: OrganisationOut
    account: AccountOut
    department: str | None
    since: str
    confirmed_on: str | None
    warnings: list[str]
    proofs: list[ProofOut]


class LookUpOut(Schema):
    answer: Literal[
        "official",
        "was_official",
        "known_false",
        "not_controlled",
        "disputed",
        "own_account",
        "not_registered",
        "lookalike",
        "not_an_account",
        "not_recognised",
    ]
    claims: list[ClaimOut]
    similar: list[SimilarOut]
    reason: str | None
    as_of: str


class FaultOut(Schema):
    """What was wrong with the question."""

    detail: list[dict[str, Any]]


@api.exception_handler(ValidationError)
def wrong_question(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return open_to_all(api.create_response(request, {"detail": error.errors}, status=422))


def open_to_all(response: HttpResponse) -> HttpResponse:
    """Public, and the same for everybody: pages of any site may ask."""
    response["Access-Control-Allow-Origin"] = "*"
    return response


@api.get(
    "/lookup",
    response={200: LookUpOut, 422: FaultOut},
    summary="Is it official?",
    url_name="lookup",
)
def look_up(
    request: HttpRequest,
    response: HttpResponse,
    url: Annotated[str, Asked(description="The account’s address, or its name with `platform`")],
    platform: Annotated[str, Asked(description="The platform of a name without address")] = "",
) -> dict[str, Any]:
    """`not_registered` does not mean that an account is false."""
    open_to_all(response)
    return lookup.look_up(url, at=timezone.now(), platform=platform).as_json()
