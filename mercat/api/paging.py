"""Pages of the API: an opaque cursor, and the address of the next page."""

from collections.abc import Callable
from typing import Annotated, Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from ninja.params.functions import Query as Asked

from mercat.api.problems import Problem, wrong
from mercat.common import pagination

After = Annotated[str, Asked(description="The cursor of a page, from `next`")]
Limit = Annotated[int, Asked(ge=1, le=100, description="How many at most")]
USUAL = 50


def page(
    rows: QuerySet[Any],
    show: Callable[[list[Any]], list[dict[str, Any]]],
    *,
    request: HttpRequest,
    response: HttpResponse,
    after: str,
    limit: int,
    by: str = "id",
) -> dict[str, Any]:
    """`show` makes all rows of the page at once, so that it may ask the database once for all."""
    asked = QueryDict(mutable=True)
    asked["after"] = after
    try:
        found = pagination.page(rows, asked=asked, by=by, size=limit, strict=True)
    except pagination.BrokenCursor as error:
        raise broken() from error
    cursor = found.next_query.removeprefix("?after=")
    return linked(show(list(found.rows)), cursor, request=request, response=response)


def broken() -> Problem:
    return wrong("query.after", "This is no cursor of this list. Begin again without it.")


def linked(
    items: list[dict[str, Any]], cursor: str, *, request: HttpRequest, response: HttpResponse
) -> dict[str, Any]:
    """The answer, and the header of RFC 8288; `next` is null on the last page."""
    following = None
    if cursor:
        query = request.GET.copy()
        query["after"] = cursor
        following = f"{settings.SITE_URL}{request.path}?{query.urlencode()}"
        response["Link"] = f'<{following}>; rel="next"'
    return {"items": items, "next": following}
