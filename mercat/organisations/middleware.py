from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from mercat.organisations import queries
from mercat.organisations.models import Membership
from mercat.people.models import Person

SESSION_KEY = "membership"


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
    if not request.user.is_authenticated:
        return None
    memberships = list(queries.active_memberships(request.user))
    chosen = request.session.get(SESSION_KEY)
    found = next((m for m in memberships if m.public_id == chosen), next(iter(memberships), None))
    if found:
        found.is_one_of_many = len(memberships) > 1
    return found


def membership_of(request: HttpRequest) -> Membership:
    """The reader's membership. Somebody who belongs to no organisation sees 404."""
    membership: Membership | None = request.membership  # type: ignore[attr-defined]
    if not membership:
        raise Http404("Not a member of any organisation.")
    return membership
