from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Router

from mercat.api.paging import USUAL, After, Limit, page
from mercat.api.problems import NOTHING, Problem, ProblemOut
from mercat.api.public import showing
from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.register import queries as register

router = Router(tags=["organisations"])
LIST = {422: ProblemOut}
ONE = {404: ProblemOut}


@router.get(
    "",
    response={200: showing.PublishersPage} | LIST,
    summary="Organisations that publish their register",
    url_name="organisations",
)
def all_organisations(
    request: HttpRequest, response: HttpResponse, after: After = "", limit: Limit = USUAL
) -> dict[str, Any]:
    """By their short names. A domain of each is proved to be its own."""
    return page(
        _publishing(),
        showing.publishers,
        request=request,
        response=response,
        after=after,
        limit=limit,
        by="slug",
    )


@router.get(
    "/{slug:slug}",
    response={200: showing.PublisherOut} | ONE,
    summary="An organisation that publishes its register",
    url_name="organisation",
)
def organisation(request: HttpRequest, slug: str) -> dict[str, Any]:
    return showing.publishers([publishing(slug)])[0]


@router.get(
    "/{slug:slug}/departments",
    response={200: showing.DepartmentsPage} | LIST | ONE,
    summary="Its departments that have accounts on the public list",
    url_name="departments",
)
def departments(
    request: HttpRequest, response: HttpResponse, slug: str, after: After = "", limit: Limit = USUAL
) -> dict[str, Any]:
    return page(
        register.departments_that_publish(publishing(slug)),
        showing.departments,
        request=request,
        response=response,
        after=after,
        limit=limit,
    )


@router.get(
    "/{slug:slug}/accounts",
    response={200: showing.PublishedPage} | LIST | ONE,
    summary="Its accounts, by name",
    url_name="organisation_accounts",
)
def accounts(
    request: HttpRequest, response: HttpResponse, slug: str, after: After = "", limit: Limit = USUAL
) -> dict[str, Any]:
    """Those that are or were official, as its public list has them."""
    return page(
        register.public_list(publishing(slug)),
        showing.accounts,
        request=request,
        response=response,
        after=after,
        limit=limit,
        by="name",
    )


def _publishing() -> QuerySet[Organisation]:
    return organisations.publishing_organisations().prefetch_related("domain_set")


def publishing(slug: str) -> Organisation:
    """One that does not publish is not there at all."""
    found = _publishing().filter(slug=slug).first()
    if found is None:
        raise Problem(404, NOTHING)
    return found
