from functools import lru_cache
from typing import Any, TypeAlias

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, get_urlconf
from django.urls import reverse as looked_up
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import languages
from mercat.common.languages import Text
from mercat.organisations import rules
from mercat.organisations.middleware import languages_offered

Section: TypeAlias = tuple[Text, str, str, bool]  # label, url name, app, members only
SECTIONS: list[Section] = [
    (_("Is it official?"), "lookup:lookup", "lookup", False),
    (_("Passports"), "passports:index", "passports", True),
    (_("Register"), "register:accounts", "register", True),
    (_("Learning"), "learning:index", "learning", True),
    (_("Shared practice"), "practice:index", "practice", False),
    (_("Tools"), "access:index", "access", True),
]
ADMINISTRATION: Section = (_("Organisation"), "home:organisation", "organisations", True)
FOOTER = [
    (_("Accessibility"), "home:accessibility"),
    (_("Privacy"), "home:privacy"),
    (_("Cookies"), "home:cookies"),
    (_("Complain about the use of your data"), "home:complain"),
    (_("All organisations"), "lookup:organisations"),
]
OF_MEMBERS = [
    (_("What we keep about you"), "home:my_data"),
    (_("Ask communications"), "passports:ask_communications"),
]


def reverse(name: str) -> str:
    """The addresses around every page never change while we run."""
    return _reversed(name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=200)
def _reversed(name: str, urlconf: str, prefix: str) -> str:
    return looked_up(name)


def layout(request: HttpRequest) -> dict[str, Any]:
    """What base.html shows around every page."""
    membership = getattr(request, "membership", None)
    signed_in = bool(membership)
    app = _app(request)
    return {
        "organisation": membership.organisation if membership else None,
        "navigation": [
            {"label": str(label), "url": reverse(name), "current": app == key}
            for label, name, key, members_only in _sections(membership)
            if signed_in or not members_only
        ],
        "account_links": _account_links(request, membership) if signed_in else [],
        "sign_in_url": reverse("account_login"),
        "sign_out_url": reverse("account_logout"),
        "languages": _languages(request),
        "footer_links": _footer_links(signed_in=signed_in),
    }


def _footer_links(*, signed_in: bool) -> list[dict[str, Any]]:
    links = [*FOOTER, *(OF_MEMBERS if signed_in else [])]
    return [{"label": label, "url": reverse(name)} for label, name in links]


def _sections(membership: Any) -> list[Section]:
    """Administrators and auditors have one more. No query: the roles were prefetched."""
    sees = bool(membership) and rules.can_see_administration(membership)
    return [*SECTIONS, *([ADMINISTRATION] if sees else [])]


def _account_links(request: HttpRequest, membership: Any) -> list[dict[str, Any]]:
    name = getattr(request.user, "name", "")
    labels = {
        "home:dashboard": gettext("{name}: your work").format(name=name),
        "mfa_index": gettext("Your sign-in"),
    }
    if getattr(request.user, "is_operator", False):
        labels["archive:closings"] = gettext("Closing")
    if membership.is_one_of_many:
        labels["organisations:choose"] = gettext("Change organisation")
    links = [(label, reverse(to)) for to, label in labels.items()]
    return [{"label": label, "url": url, "current": request.path == url} for label, url in links]


def _languages(request: HttpRequest) -> list[dict[str, str]]:
    """The other languages of this page; none where there is only one."""
    names, offered = languages.names(), languages_offered(request)
    return [
        {"code": code, "name": names[code]}
        for code in offered
        if code in names and code != languages.current()
    ]


def _app(request: HttpRequest) -> str:
    """The app marked in the navigation; the front page asks the look-up's question."""
    match = request.resolver_match
    if match is None:
        return ""
    if request.path.startswith(reverse("home:organisation")):
        return "organisations"
    if match.app_name in {"checks", "reports", "elections"}:  # pages of the register
        return "register"
    if match.app_name == "papers":
        return "practice"
    return "lookup" if match.view_name == "home:front" else match.app_name
