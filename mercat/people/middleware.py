from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

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
)


# Views of libraries, which do not say it themselves.
PUBLIC_PREFIXES = ("/sign-in/", "/sign-out/", "/api/")


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
        if not getattr(view, "login_required", True) or request.path.startswith(PUBLIC_PREFIXES):
            return None
        if not _is_nobody(request):
            return None
        return redirect_to_login(request.get_full_path())


def _is_nobody(request: HttpRequest) -> bool:
    return not request.user.is_authenticated
