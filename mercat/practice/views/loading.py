"""What every view of the app loads first. Who may not see it gets 404, a stranger signs in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.practice import queries, rules
from mercat.practice.models import Page

View = Callable[..., HttpResponseBase]


def open_to_readers(view: View) -> View:
    """Public pages are for anybody. What is not there asks whoever is not signed in to do so."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"} and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    return login_not_required(wrapped)


def reader(request: HttpRequest) -> Membership | None:
    membership: Membership | None = getattr(request, "membership", None)
    return membership or None


def readable(request: HttpRequest) -> QuerySet[Page]:
    """What this reader may read, signed in or not."""
    membership = reader(request)
    return queries.seen_by(membership) if membership else queries.public()


def load(request: HttpRequest, page_id: str) -> tuple[Membership, Page]:
    membership = membership_of(request)
    return membership, get_object_or_404(queries.seen_by(membership), public_id=page_id)


def load_to_write(request: HttpRequest, page_id: str) -> tuple[Membership, Page]:
    membership, page = load(request, page_id)
    rules.check_can_write(membership, page)
    return membership, page
