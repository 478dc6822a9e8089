from typing import Any

from django.http import HttpRequest
from django.urls import reverse

SECTIONS = [
    ("Is it official?", "lookup:lookup", "lookup", False),
    ("Passports", "passports:index", "passports", True),
    ("Register", "register:accounts", "register", True),
]
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
            for label, name, key, members_only in SECTIONS
            if signed_in or not members_only
        ],
        "account_links": _account_links(request) if signed_in else [],
        "sign_in_url": reverse("account_login"),
        "sign_out_url": reverse("account_logout"),
        "footer_links": [{"label": label, "url": reverse(name)} for label, name in FOOTER],
    }


def _account_links(request: HttpRequest) -> list[dict[str, Any]]:
    name = getattr(request.user, "name", "")
    url = reverse("home:dashboard")
    return [{"label": f"{name}: your work", "url": url, "current": request.path == url}]


def _app(request: HttpRequest) -> str:
    """The app marked in the navigation; the front page asks the look-up's question."""
    match = request.resolver_match
    if match is None:
        return ""
    return "lookup" if match.view_name == "home:front" else match.app_name
