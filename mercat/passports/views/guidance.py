"""Which pages of shared practice stand beside which question and condition, and who chooses."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.views import tried
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import actions, queries, rules
from mercat.passports.queries.guidance import Place
from mercat.practice import queries as practice
from mercat.practice.queries import Wish

LONGEST = 200


def _chooser(request: HttpRequest) -> Membership:
    membership = membership_of(request)
    rules.check_can_choose_guidance(membership)
    return membership


def _load(request: HttpRequest, place_kind: str, place_key: str) -> tuple[Membership, Place]:
    membership = membership_of(request)
    place = queries.guidance_place(membership.organisation, place_kind, place_key)
    if place is None:
        raise Http404("Nothing of this name is asked here.")
    rules.check_can_choose_guidance(membership)
    return membership, place


@require_safe
def guidance(request: HttpRequest) -> HttpResponse:
    places = queries.guidance_places(_chooser(request).organisation)
    parts = [(heading, list(each)) for heading, each in groupby(places, lambda each: each.heading)]
    return render(request, "passports/guidance.html", {"parts": parts})


@require_safe
def guidance_place(request: HttpRequest, place_kind: str, place_key: str) -> HttpResponse:
    """What stands there, and a search for what else could."""
    membership, place = _load(request, place_kind, place_key)
    words = request.GET.get("q", "").strip()[:LONGEST]
    readable = practice.published_for(membership.organisation)
    known = {each.pk for each in place.pages}
    found = practice.best(readable, Wish(q=words)).rows if words else []
    context = {
        "place": place,
        "is_chosen": queries.is_chosen(membership.organisation, place),
        "words": words,
        "found": [each for each in found if each.pk not in known],
    }
    return render(request, "passports/guidance_place.html", context)


@require_POST
def show_guidance(request: HttpRequest, place_kind: str, place_key: str) -> HttpResponse:
    said = _("It stands there from now on.")
    return _change(request, place_kind, place_key, action=actions.show_guidance, said=said)


@require_POST
def remove_guidance(request: HttpRequest, place_kind: str, place_key: str) -> HttpResponse:
    said = _("It stands there no longer.")
    return _change(request, place_kind, place_key, action=actions.remove_guidance, said=said)


@require_POST
def reset_guidance(request: HttpRequest, place_kind: str, place_key: str) -> HttpResponse:
    membership, place = _load(request, place_kind, place_key)
    at = timezone.now()
    if tried(request, actions.reset_guidance, place=place, by=membership, at=at):
        messages.success(request, _("What comes with Mercat stands there again."))
    return redirect("passports:guidance_place", place_kind, place_key)


def _change(
    request: HttpRequest, place_kind: str, place_key: str, *, action: Callable[..., Any], said: str
) -> HttpResponse:
    membership, place = _load(request, place_kind, place_key)
    readable = practice.published_for(membership.organisation)
    page = get_object_or_404(readable, public_id=request.POST.get("page", "")[:10])
    given = {"place": place, "page": page, "by": membership, "at": timezone.now()}
    if tried(request, action, **given):
        messages.success(request, said)
    return redirect("passports:guidance_place", place_kind, place_key)
