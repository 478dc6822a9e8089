"""Papers, one page a part, the whole on one page, and what changed since a comment."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common import markdown, pagination
from mercat.common.differences import pieces
from mercat.common.views import open_to_readers
from mercat.organisations.middleware import reader
from mercat.organisations.models import Membership
from mercat.practice.lifecycle import Visibility
from mercat.practice.papers import queries, rules, voices
from mercat.practice.papers.lifecycle import State
from mercat.practice.papers.models import Paper, Part
from mercat.practice.papers.views.loading import load, part_of, today


@open_to_readers
@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """Those that this reader may read; nobody signed in sees what is for the public."""
    membership = reader(request)
    found = queries.announced_for(membership)
    page = pagination.page(found, asked=request.GET, by="announced_at", newest_first=True)
    drafts = list(queries.drafts_of(membership)) if membership else []
    context = {"page": page, "drafts": drafts, "may_start": bool(membership)}
    return render(request, "papers/papers.html", context)


@open_to_readers
@require_safe
def paper(request: HttpRequest, paper_id: str) -> HttpResponse:
    """What it is about, who writes it, until when, and its contents."""
    membership, paper = load(request, paper_id)
    writes = rules.is_author(membership, paper)
    moderates = rules.can_moderate(membership, paper)
    context = {
        **_around(request, paper),
        "authors": _authors(paper) if membership else [],
        "writes": writes,
        "moderates": moderates,
        "waiting": _waiting(membership, paper) if membership and moderates else 0,
        "follows": queries.follows(membership, paper),
        "may": _may(paper) if writes else {},
    }
    return render(request, "papers/paper.html", context)


def _waiting(membership: Membership, paper: Paper) -> int:
    """Of the public, and what is reported."""
    reports = queries.reports_to_answer(membership).filter(in_paper__paper=paper)
    return queries.waiting_in(paper).count() + reports.count()


def _authors(paper: Paper) -> list[str]:
    return [each.person.name for each in queries.authors_of(paper)]


def _may(paper: Paper) -> dict[str, bool]:
    """Which steps there are for its authors, by where it stands."""
    state = paper.state
    return {
        "open": state == State.DRAFT,
        "arrange": state in {State.DRAFT, State.ANNOUNCED},
        "extend": state in {State.ANNOUNCED, State.OPEN},
        "invite": state in {State.ANNOUNCED, State.OPEN},
        "withdraw": state in {State.DRAFT, State.ANNOUNCED, State.OPEN},
        "publish_answers": state == State.CLOSED,
        "adopt": state in {State.CLOSED, State.ANSWERED},
        "revise": state not in {State.ADOPTED, State.WITHDRAWN},
    }


def _around(request: HttpRequest, paper: Paper) -> dict[str, Any]:
    """What every page of a paper shows: its parts, its state, whether one can comment."""
    membership = reader(request)
    return {
        "paper": paper,
        "address": settings.SITE_URL + request.path,
        "is_public": bool(paper.announced_at) and paper.visibility == Visibility.PUBLIC,
        "parts": queries.parts_of(paper),
        "reader": voices.reader_of(membership, paper, today=today(paper)),
        "is_member": bool(membership),
        "today": today(paper),
    }


@open_to_readers
@require_safe
def part(request: HttpRequest, paper_id: str, part_id: str) -> HttpResponse:
    """One page a part, with what people say to it: 13 queries, however much it is."""
    _membership, paper = load(request, paper_id)
    context = _around(request, paper)
    part = part_of(paper, part_id)
    place = next(i for i, each in enumerate(context["parts"]) if each.pk == part.pk)
    page = pagination.page(queries.comments_under(part), asked=request.GET, by="written_at")
    context |= {
        "part": part,
        "number": place + 1,
        "text": markdown.render(part.text),
        "page": page,
        "rows": voices.said(page.rows, context["reader"]),
        **_neighbours(context["parts"], place),
    }
    return render(request, "papers/part.html", context)


def _neighbours(parts: list[Part], place: int) -> dict[str, Part | None]:
    before = parts[place - 1] if place else None
    after = parts[place + 1] if place + 1 < len(parts) else None
    return {"previous": before, "next": after}


@open_to_readers
@require_safe
def whole(request: HttpRequest, paper_id: str) -> HttpResponse:
    """All parts on one page, to read in one go and to print."""
    _membership, paper = load(request, paper_id)
    context = _around(request, paper)
    context["texts"] = [
        {"part": each, "text": markdown.render(each.text, prefix=f"{each.public_id}-", top=3)}
        for each in context["parts"]
    ]
    return render(request, "papers/whole.html", context)


@open_to_readers
@require_safe
def changes(request: HttpRequest, paper_id: str, part_id: str, number: int) -> HttpResponse:
    """What became of this part since that revision, and who changed it and why."""
    _membership, paper = load(request, paper_id)
    part = part_of(paper, part_id)
    revision = get_object_or_404(part.revisions, number=number)
    context = {
        **_around(request, paper),
        "part": part,
        "revision": revision,
        "title_pieces": pieces(revision.title, part.title),
        "text_pieces": pieces(revision.text, part.text),
        "later": list(queries.revisions_of(part).filter(number__gt=number)),
        "title": _("What changed in “{part}”").format(part=part.title),
    }
    return render(request, "papers/changes.html", context)
