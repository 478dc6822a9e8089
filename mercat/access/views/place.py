"""From where a desk is looked at: signed in, or by the organisation's own link."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from mercat.access import queries
from mercat.access.models import Desk
from mercat.browsers import Answer, Releases, classify
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Place:
    desk: Desk
    organisation: Organisation
    key: str  # of the link; empty for whoever is signed in
    today: date

    def address(self, name: str) -> str:
        if self.key:
            return reverse(f"access:{name}_by_link", args=[self.key])
        return reverse(f"access:{name}")


def place_of(request: HttpRequest, key: str = "") -> Place:
    now = timezone.now()
    if not key:
        organisation = membership_of(request).organisation
        return Place(queries.desk_of(organisation), organisation, "", organisation.day(now))
    desk = queries.desk_by_key(key)
    if desk is None:
        raise Http404("Nobody has such a link.")
    return Place(desk, desk.organisation, key, desk.organisation.day(now))


def browser_of(request: HttpRequest, releases: Releases, *, today: date) -> Answer:
    """What this browser says of itself; read, and forgotten with the answer."""
    headers = {
        name: request.headers[name]
        for name in (
            "sec-ch-ua",
            "sec-ch-ua-full-version-list",
            "sec-ch-ua-platform",
            "sec-ch-ua-platform-version",
        )
        if name in request.headers
    }
    agent = request.headers.get("User-Agent", "")
    return classify(agent, on=today, releases=releases, headers=headers)
