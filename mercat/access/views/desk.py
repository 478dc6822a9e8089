"""Look at this desk. Nothing of it is kept but, if the person sends it, one more in a tally."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mercat.access import actions, few, queries
from mercat.access.actions.counting import browser_counted
from mercat.access.forms import FoundForm
from mercat.access.tools import home, host
from mercat.access.views import shown
from mercat.access.views.place import Place, browser_of, place_of
from mercat.browsers.hints import ASKED
from mercat.common.refusals import Refused

COUNTED = "desk-counted"  # a cookie that says for which week this desk was counted, and no more
LASTS = int(timedelta(days=7).total_seconds())


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    return _desk(request, place_of(request))


@login_not_required
@require_safe
def desk_by_link(request: HttpRequest, desk_key: str) -> HttpResponse:
    return _desk(request, place_of(request, desk_key))


@require_safe
def tools(request: HttpRequest) -> HttpResponse:
    return _tools(request, place_of(request))


@login_not_required
@require_safe
def tools_by_link(request: HttpRequest, desk_key: str) -> HttpResponse:
    return _tools(request, place_of(request, desk_key))


@require_POST
def count_browser(request: HttpRequest) -> HttpResponse:
    return _count_browser(request, place_of(request))


@login_not_required
@require_POST
def count_browser_by_link(request: HttpRequest, desk_key: str) -> HttpResponse:
    return _count_browser(request, place_of(request, desk_key))


@require_POST
def count_tools(request: HttpRequest) -> HttpResponse:
    return _count_tools(request, place_of(request))


@login_not_required
@require_POST
def count_tools_by_link(request: HttpRequest, desk_key: str) -> HttpResponse:
    return _count_tools(request, place_of(request, desk_key))


def _desk(request: HttpRequest, place: Place, refused: str = "") -> HttpResponse:
    releases = queries.releases_for(place.organisation)
    answer = browser_of(request, releases, today=place.today)
    seen = " · ".join(part for part in (answer.name, answer.os) if part)
    context = {
        **_around(place),
        "rows": shown.rows(answer, today=place.today),
        "verdict": shown.verdict(answer),
        "reason": shown.reason(answer, releases),
        "probes": shown.PROBES,
        "is_encrypted": request.is_secure(),
        "sent": browser_counted(answer),
        "was_counted": _was_counted(request, "browser", place),
        "refused": refused,
        "report_url": f"{reverse('access:report')}?{urlencode({'kind': 'browser', 'seen': seen})}",
    }
    response = render(request, "access/desk.html", context)
    response["Accept-CH"] = ASKED
    return response


def _tools(request: HttpRequest, place: Place, form: FoundForm | None = None) -> HttpResponse:
    allowed = place.desk.is_allowed
    form = form or _form(place) if allowed else None
    context = {
        **_around(place),
        "form": form,
        "tools": [_drawn(tool, form) for tool in place.desk.tools] if form else [],
        "was_counted": _was_counted(request, "tools", place),
        "report_url": reverse("access:report"),
    }
    response = render(request, "access/tools.html", context)
    if allowed:
        _open_to(response, place)
    return response


def _open_to(response: HttpResponse, place: Place) -> None:
    """This page alone may ask these hosts, and browsers that know the word send them no cookies."""
    hosts = sorted({host(picture) for tool in place.desk.tools for picture in tool["pictures"]})
    response._csp_update = {"img-src": hosts, "connect-src": hosts}  # type: ignore[attr-defined]  # as django-csp reads it
    response["Cross-Origin-Embedder-Policy"] = "credentialless"


def _drawn(tool: dict[str, Any], form: FoundForm) -> dict[str, Any]:
    return {
        "name": tool["name"],
        "field": form[f"tool-{tool['key']}"],
        "pictures": " ".join(tool["pictures"]),
        "home": home(tool),
        "ask": urlencode({"kind": "tool", "tool": tool["name"]}),
    }


def _count_browser(request: HttpRequest, place: Place) -> HttpResponse:
    if _was_counted(request, "browser", place):
        return HttpResponseRedirect(place.address("desk"))
    releases = queries.releases_for(place.organisation)
    answer = browser_of(request, releases, today=place.today)
    now = timezone.now()
    try:
        actions.count_browser(organisation=place.organisation, answer=answer, at=now)
    except Refused as refusal:
        return _desk(request, place, refused=refusal.sentence)
    return _counted(request, "browser", place, place.address("desk"))


def _count_tools(request: HttpRequest, place: Place) -> HttpResponse:
    if not place.desk.is_allowed or _was_counted(request, "tools", place):
        return HttpResponseRedirect(place.address("tools"))
    form = _form(place, request.POST)
    if not form.is_valid():
        return _tools(request, place, form)
    try:
        actions.count_tools(desk=place.desk, **form.cleaned_data, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _tools(request, place, form)
    return _counted(request, "tools", place, place.address("tools"))


def _form(place: Place, data: Any = None) -> FoundForm:
    sites = list(queries.sites_of(place.organisation))
    return FoundForm(data, desk=place.desk, sites=sites)


def _around(place: Place) -> dict[str, Any]:
    return {
        "place": place,
        "organisation": place.organisation,
        "desk": place.desk,
        "week": few.week_of(place.today),
        "desk_url": place.address("desk"),
        "tools_url": place.address("tools"),
        "count_browser_url": place.address("count_browser"),
        "count_tools_url": place.address("count_tools"),
    }


def _was_counted(request: HttpRequest, what: str, place: Place) -> bool:
    week = few.week_of(place.today).isoformat()
    return request.COOKIES.get(f"{COUNTED}-{what}") == week


def _counted(request: HttpRequest, what: str, place: Place, to: str) -> HttpResponse:
    response = HttpResponseRedirect(to)
    response.set_cookie(
        f"{COUNTED}-{what}",
        few.week_of(place.today).isoformat(),
        max_age=LASTS,
        path=reverse("access:index"),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response
