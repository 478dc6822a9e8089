"""What every view loads first. Who may not read a paper sees 404; a stranger signs in."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.practice.papers import queries, rules
from mercat.practice.papers.models import Paper, PaperComment, Part

View = Callable[..., HttpResponseBase]


def open_to_readers(view: View) -> View:
    """Public papers are for anybody to read; what is not there asks a stranger to sign in."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"} and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return open_to_speakers(wrapped)


def open_to_speakers(view: View) -> View:
    """As `open_to_readers`, where a stranger may say something, too."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
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


def load(request: HttpRequest, paper_id: str) -> tuple[Membership | None, Paper]:
    """For whoever may read it, signed in or not."""
    membership = reader(request)
    found = queries.papers_for(membership)
    return membership, get_object_or_404(found, public_id=paper_id)


def load_for_member(request: HttpRequest, paper_id: str) -> tuple[Membership, Paper]:
    membership = membership_of(request)
    found = queries.papers_for(membership)
    return membership, get_object_or_404(found, public_id=paper_id)


def load_to_write(request: HttpRequest, paper_id: str) -> tuple[Membership, Paper]:
    membership, paper = load_for_member(request, paper_id)
    rules.check_is_author(membership, paper)
    return membership, paper


def load_to_moderate(request: HttpRequest, paper_id: str) -> tuple[Membership, Paper]:
    membership, paper = load_for_member(request, paper_id)
    rules.check_can_moderate(membership, paper)
    return membership, paper


def part_of(paper: Paper, part_id: str) -> Part:
    return get_object_or_404(paper.parts, public_id=part_id)


def comment_of(paper: Paper, said_id: str) -> PaperComment:
    """One that stands somewhere on its pages."""
    found = queries.comment_in(paper).filter(state__in=queries.IN_PLACE)
    return get_object_or_404(found, public_id=said_id)


def today(paper: Paper) -> date:
    day: date = paper.organisation.day(timezone.now())
    return day


def to_paper(paper: Paper) -> HttpResponse:
    return redirect("papers:paper", paper.public_id)


def to_comment(paper: Paper, comment: PaperComment) -> HttpResponse:
    place = redirect("papers:part", paper.public_id, comment.part.public_id)
    place["Location"] += f"#c-{comment.public_id}"
    return place
