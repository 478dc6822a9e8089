from typing import Annotated, Any, Literal

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status
from ninja.params.functions import Query as Asked

from mercat.api.paging import USUAL, After, Limit, page
from mercat.api.private import answering, cases, steps
from mercat.api.private.tokens import (
    REFUSED,
    ApplicationsRead,
    ApplicationsWrite,
    OnBehalfOf,
    member,
    recorded,
)
from mercat.api.problems import NOTHING, Problem, ProblemOut
from mercat.organisations.models import Membership
from mercat.passports import actions, queries, rules
from mercat.passports.lifecycle import Kind
from mercat.passports.models import Application

router = Router(tags=["private"])
READ, WRITE = ApplicationsRead(), ApplicationsWrite()
# Not readable, not to be done as things stand.
WRITTEN = {400: ProblemOut, 409: ProblemOut} | REFUSED
Answers = Annotated[
    dict[str, Any],
    Field(description="By the keys of the questions; a day as 2027-03-14, a table as its rows"),
]


class DraftIn(Schema):
    kind: Literal["new", "councillor"] = "new"
    answers: Answers


class AnswersIn(Schema):
    answers: Answers


class StepIn(Schema):
    action: Literal[
        "submit", "answer", "withdraw", "ask", "open", "advise", "decide", "reopen", "release"
    ]
    fields: Annotated[
        dict[str, Any], Field(description="What the page of this step asks, by its fields' names")
    ] = {}


@router.get(
    "",
    auth=READ,
    response={200: cases.ApplicationsPage} | REFUSED,
    summary="Applications that this member sees",
    url_name="private_applications",
)
def applications(
    request: HttpRequest,
    response: HttpResponse,
    on_behalf_of: OnBehalfOf,
    open: Annotated[bool | None, Asked(description="Those that have not ended, or have")] = None,  # noqa: A002
    after: After = "",
    limit: Limit = USUAL,
) -> dict[str, Any]:
    by = member(request, on_behalf_of)
    found = queries.seen_by(by)
    return page(
        found if open is None else found.filter(ended_at__isnull=open),
        lambda rows: [cases.told(each, by) for each in rows],
        request=request,
        response=response,
        after=after,
        limit=limit,
    )


@router.get(
    "/{slug:application_id}",
    auth=READ,
    response={200: cases.CaseOut, 404: ProblemOut} | REFUSED,
    summary="An application that this member sees",
    url_name="private_application",
)
def application(
    request: HttpRequest, application_id: str, on_behalf_of: OnBehalfOf
) -> dict[str, Any]:
    by = member(request, on_behalf_of)
    return cases.case(_seen(by, application_id), by)


@router.post(
    "",
    auth=WRITE,
    response={201: cases.CaseOut} | WRITTEN,
    summary="Begin an application for this member",
    url_name="begin_application",
)
def begin_application(
    request: HttpRequest, body: DraftIn, on_behalf_of: OnBehalfOf
) -> Status[dict[str, Any]]:
    by, at = member(request, on_behalf_of), timezone.now()
    with transaction.atomic(), recorded(request):
        begun = actions.start(by=by, at=at, kind=Kind(body.kind))
        answering.write(begun, body.answers, by=by, at=at)
    return Status(201, cases.case(_seen(by, begun.public_id), by))


@router.patch(
    "/{slug:application_id}",
    auth=WRITE,
    response={200: cases.CaseOut, 404: ProblemOut} | WRITTEN,
    summary="Write answers into a draft",
    url_name="write_application",
)
def write_application(
    request: HttpRequest, application_id: str, body: AnswersIn, on_behalf_of: OnBehalfOf
) -> dict[str, Any]:
    by, at = member(request, on_behalf_of), timezone.now()
    found = _seen(by, application_id)
    rules.check_can_edit(by, found)
    with transaction.atomic(), recorded(request):
        answering.write(found, body.answers, by=by, at=at)
    return cases.case(_seen(by, application_id), by)


@router.post(
    "/{slug:application_id}/steps",
    auth=WRITE,
    response={200: cases.CaseOut, 404: ProblemOut} | WRITTEN,
    summary="Take a step in an application, as this member may",
    url_name="take_step",
)
def take_step(
    request: HttpRequest, application_id: str, body: StepIn, on_behalf_of: OnBehalfOf
) -> dict[str, Any]:
    by, at = member(request, on_behalf_of), timezone.now()
    with recorded(request):
        steps.take(body.action, _seen(by, application_id), body.fields, by=by, at=at)
    return cases.case(_seen(by, application_id), by)


def _seen(by: Membership, application_id: str) -> Application:
    found = queries.seen_by(by).filter(public_id=application_id).first()
    if found is None:
        raise Problem(404, NOTHING)
    return found
