from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from mercat.api.paging import USUAL, After, Limit, page
from mercat.api.problems import NOTHING, Problem, ProblemOut
from mercat.api.public import showing
from mercat.register import queries as register

router = Router(tags=["accounts"])


@router.get(
    "",
    response={200: showing.PublishedPage, 422: ProblemOut},
    summary="Accounts of all organisations",
    url_name="accounts",
)
def accounts(
    request: HttpRequest, response: HttpResponse, after: After = "", limit: Limit = USUAL
) -> dict[str, Any]:
    """Those that are or were official, in the order in which they were first published."""
    return page(
        register.all_listed(),
        showing.accounts,
        request=request,
        response=response,
        after=after,
        limit=limit,
    )


@router.get(
    "/{slug:account_id}",
    response={200: showing.PublishedOut, 404: ProblemOut},
    summary="An account that is published",
    url_name="account",
)
def account(request: HttpRequest, account_id: str) -> dict[str, Any]:
    found = register.publications().filter(account__public_id=account_id).first()
    if found is None:
        raise Problem(404, NOTHING)
    return showing.accounts([found])[0]
