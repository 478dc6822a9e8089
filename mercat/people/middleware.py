from collections.abc import Callable
from typing import Any

from django.contrib import auth
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from mercat.people import actions, queries, rules
from mercat.people.models import Person, SignIn

# Here every address is private, those that do not exist included.
PRIVATE_PREFIXES = (
    "/passports/",
    "/register/",
    "/organisation/",
    "/people/",
    "/dashboard/",
    "/learning/",
    "/practice/",
    "/access/",
    "/closing/",
)


# Views of libraries, which do not say it themselves.
PUBLIC_PREFIXES = ("/sign-in/", "/sign-out/", "/api/")
SET_UP_PREFIX = "/people/security/"


class EndedSignIns:
    """A sign-in that was ended elsewhere, or is older than 12 hours, is none any more.

    One query for somebody signed in. A sign-in without a row of ours, as tests make, is let be.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Lazy, as Django's own: a page that asks for nobody costs nothing.
        request.user = SimpleLazyObject(lambda: _whoever(request))  # type: ignore[assignment]
        return self.get_response(request)


def _whoever(request: HttpRequest) -> Person | AnonymousUser:
    person = get_user(request)
    if _is_over(request, person):
        request.user = person
        auth.logout(request)
        return AnonymousUser()
    return person


def _is_over(request: HttpRequest, person: Person | AnonymousUser) -> bool:
    number = request.session.get(SignIn.SESSION_KEY)
    if number is None:
        return False
    if not isinstance(person, Person):  # disabled, or the password was changed elsewhere
        return True
    return not actions.see_sign_in(number=number, person=person, at=timezone.now())


class SignInForPrivatePaths:
    """Nobody signed in is sent to sign in, for every private path, existing or not.

    A path that answered 404 to strangers and asked the others to sign in would tell what exists.
    A view is private unless it says otherwise with Django's `login_not_required`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        unknown = response.status_code == 404 and request.resolver_match is None
        if unknown and request.path.startswith(PRIVATE_PREFIXES) and _is_nobody(request):
            return redirect_to_login(request.get_full_path())
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if _is_public(request, view) or not _is_nobody(request):
            return None
        return redirect_to_login(request.get_full_path())


class SecondFactorFirst:
    """Who holds a role of SECOND_FACTOR_FOR, or of those that the organisation adds, and has no
    second step adds one before going on.

    Stands behind CurrentMembership, which it asks for the roles.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if _is_public(request, view) or request.path.startswith(SET_UP_PREFIX):
            return None
        return redirect("people_second_step_first") if lacks_second_factor(request) else None


def lacks_second_factor(request: HttpRequest) -> bool:
    if not request.user.is_authenticated:
        return False
    membership = getattr(request, "membership", None)
    roles = [held.role for held in membership.roles.all()] if membership else []
    also = membership.organisation.second_factor_for if membership else []
    if not rules.needs_second_factor(request.user, roles, also=also):
        return False
    return not queries.second_factors_of(request.user).exists()


def _is_public(request: HttpRequest, view: Callable[..., Any]) -> bool:
    asks_nobody = not getattr(view, "login_required", True)
    return asks_nobody or request.path.startswith(PUBLIC_PREFIXES)


def _is_nobody(request: HttpRequest) -> bool:
    return not request.user.is_authenticated
