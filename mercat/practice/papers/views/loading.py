"""What every view loads first. Who may not read a paper sees 404; a stranger signs in."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from mercat.organisations.middleware import membership_of, reader
from mercat.organisations.models import Membership
from mercat.practice.papers import queries, rules
from mercat.practice.papers.models import Paper, PaperComment, Part


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


def find_comment(paper: Paper, said_id: str) -> PaperComment:
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
