from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from mercat.common import languages
from mercat.organisations import queries
from mercat.organisations.models import Membership
from mercat.people.models import Person

SESSION_KEY = "membership"
READS_AS = "reads_as"  # an attribute that the archive's export alone sets: a member who is nobody
WORDLESS = {"/healthz", "/readyz", "/metrics"}  # asked every few seconds, so without a query


class MemberRequest(HttpRequest):
    """The request of somebody signed in; for types only."""

    user: Person
    membership: Membership


class CurrentMembership:
    """`request.membership`: where this person works now, or None. Two queries when first read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.membership = SimpleLazyObject(lambda: _current(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _current(request: HttpRequest) -> Membership | None:
    if made_up := getattr(request, READS_AS, None):
        member: Membership = made_up
        return member
    if not request.user.is_authenticated:
        return None
    memberships = list(queries.active_memberships(request.user))
    chosen = request.session.get(SESSION_KEY)
    found = next((m for m in memberships if m.public_id == chosen), next(iter(memberships), None))
    if found:
        found.is_one_of_many = len(memberships) > 1
    return found


class Language:
    """The page's language: chosen by the reader, else the browser's, of those offered here.

    An organisation offers its own languages, a public page those of PUBLIC_LANGUAGES.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in WORDLESS:
            return self.get_response(request)
        with languages.reading(_language(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", languages.current())
        if len(settings.PUBLIC_LANGUAGES) > 1:
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


def languages_offered(request: HttpRequest) -> list[str]:
    membership = getattr(request, "membership", None)
    offered: list[str] = (
        membership.organisation.languages if membership else settings.PUBLIC_LANGUAGES
    )
    return offered


def _language(request: HttpRequest) -> str:
    chosen = [getattr(request.user, "language", ""), request.COOKIES.get(languages.COOKIE, "")]
    accepts = request.headers.get("Accept-Language", "")
    return languages.choose(languages_offered(request), chosen=chosen, accepts=accepts)


def membership_of(request: HttpRequest) -> Membership:
    """The reader's membership. Somebody who belongs to no organisation sees 404."""
    membership: Membership | None = request.membership  # type: ignore[attr-defined]
    if not membership:
        raise Http404("Not a member of any organisation.")
    return membership


def reader(request: HttpRequest) -> Membership | None:
    """The membership of whoever reads a public page, if they have one."""
    membership: Membership | None = getattr(request, "membership", None)
    return membership or None
