from datetime import UTC, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from ninja import Router
from ninja.params.functions import Query as Asked
from pydantic import AwareDatetime

from mercat.api.paging import USUAL, After, Limit, page
from mercat.api.problems import ProblemOut, wrong
from mercat.api.public import showing
from mercat.register import queries as register
from mercat.register.models import PublicChange

router = Router(tags=["changes"])
Since = Annotated[AwareDatetime | None, Asked(description="Changes from this moment on")]
Whose = Annotated[str, Asked(description="Of one organisation alone, by its short name")]


@router.get(
    "",
    response={200: showing.ChangesPage, 422: ProblemOut},
    summary="What changed on the public registers",
    url_name="changes",
)
def changes(
    request: HttpRequest,
    response: HttpResponse,
    since: Since = None,
    organisation: Whose = "",
    after: After = "",
    limit: Limit = USUAL,
) -> dict[str, Any]:
    """The oldest first, each with its account as it is now.

    Follow `next` to the end, keep `as_of` of the first page, and begin there next time, a minute
    earlier; what comes twice is the same. An organisation that publishes no more is not here: ask
    for the organisations.
    """
    as_of = timezone.now().isoformat(timespec="seconds")
    found = register.public_changes()
    if organisation:
        found = found.filter(organisation__slug=organisation.replace("\0", ""))
    if since:
        found = found.filter(at__gte=_moment(since))
    answer = page(
        found, _shown, request=request, response=response, after=after, limit=limit, by="at"
    )
    if answer["items"]:
        latest = datetime.fromisoformat(answer["items"][-1]["changed_at"])
        response["Last-Modified"] = http_date(latest.timestamp())
    return {**answer, "as_of": as_of}


def _shown(told: list[PublicChange]) -> list[dict[str, Any]]:
    published = showing.accounts(list(register.publications_of(told).values()))
    accounts = {each["id"]: each for each in published}
    return [
        {
            "id": each.account_id,
            "kind": each.kind,
            "changed_at": each.at.isoformat(),
            "account": accounts.get(each.account_id),
        }
        for each in told
    ]


def _moment(since: datetime) -> datetime:
    try:
        return since.astimezone(UTC)
    except OverflowError as error:
        raise wrong("query.since", "This moment is outside of what a calendar holds.") from error
