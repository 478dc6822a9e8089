from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from mercat.organisations import rules

SECTIONS = [
    ("Is it official?", "lookup:lookup", "lookup", False),
    ("Passports", "passports:index", "passports", True),
    ("Register", "register:accounts", "register", True),
]
ADMINISTRATION = ("Organisation", "home:organisation", "organisations", True)
FOOTER = [
    ("Accessibility", "home:accessibility"),
    ("Privacy", "home:privacy"),
    ("All organisations", "lookup:organisations"),
]


def layout(request: HttpRequest) -> dict[str, Any]:
    """What base.html shows around every page."""
    membership = getattr(request, "membership", None)
    signed_in = bool(membership)
    app = _app(request)
    return {
        "organisation": membership.organisation if membership else None,
        "navigation": [
            {"label": label, "url": reverse(name), "current": app == key}
            for label, name, key, members_only in _sections(membership)
            if signed_in or not members_only
        ],
        "account_links": _account_links(request, membership) if signed_in else [],
        "sign_in_url": reverse("account_login"),
        "sign_out_url": reverse("account_logout"),
        "footer_links": [{"label": label, "url": reverse(name)} for label, name in FOOTER],
    }


def _sections(membership: Any) -> list[tuple[str, str, str, bool]]:
    """Administrators and auditors have one more. No query: the roles were prefetched."""
    sees = bool(membership) and rules.can_see_administration(membership)
    return [*SECTIONS, *([ADMINISTRATION] if sees else [])]


def _account_links(request: HttpRequest, membership: Any) -> list[dict[str, Any]]:
    name = getattr(request.user, "name", "")
    labels = {"home:dashboard": f"{name}: your work", "mfa_index": "Your sign-in"}
    if membership.is_one_of_many:
        labels["organisations:choose"] = "Change organisation"
    links = [(label, reverse(to)) for to, label in labels.items()]
    return [{"label": label, "url": url, "current": request.path == url} for label, url in links]


def _app(request: HttpRequest) -> str:
    """The app marked in the navigation; the front page asks the look-up's question."""
    match = request.resolver_match
    if match is None:
        return ""
    if request.path.startswith(reverse("home:organisation")):
        return "organisations"
    return "lookup" if match.view_name == "home:front" else match.app_name
