"""Of what we share beyond the organisation and take from others, and of papers that were closed."""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from mercat.learning.facts.passports import year
from mercat.learning.facts.register import Of, Way, share
from mercat.organisations.models import Organisation
from mercat.practice.lifecycle import Status, Visibility
from mercat.practice.models import Page, Use
from mercat.practice.papers.lifecycle import State
from mercat.practice.papers.models import Paper

SHARED = (Visibility.EVERYONE, Visibility.PUBLIC)


def _shared(organisation: Organisation) -> QuerySet[Page]:
    pages = Page.objects.filter(organisation=organisation, status=Status.PUBLISHED)
    return pages.filter(visibility__in=SHARED)


def _of_others(**what: Any) -> QuerySet[Use]:
    """What an organisation said of another's page; of its own it says nothing to anybody."""
    return Use.objects.filter(**what).exclude(organisation=F("page__organisation"))


def _notes_shared(of: Of, on: date) -> tuple[int, int]:
    shared = _shared(of.organisation).count()
    return shared, shared


def _notes_taken_up(of: Of, on: date) -> tuple[int, int]:
    shared = _shared(of.organisation)
    return share(shared.filter(Exists(_of_others(page=OuterRef("pk")))), shared)


def _learned_from_others(of: Of, on: date) -> tuple[int, int]:
    pages = _of_others(organisation=of.organisation).values("page").distinct().count()
    return pages, pages


def _papers_answered(of: Of, on: date) -> tuple[int, int]:
    """Of those closed in the year; adopted as a policy without an answer is not answered."""
    over = (State.CLOSED, State.ANSWERED, State.ADOPTED)
    closed = Paper.objects.filter(organisation=of.organisation, state__in=over)
    closed = closed.filter(closed_at__range=year(on))
    return share(closed.exclude(answered_at=None), closed)


WAYS: dict[str, Way] = {
    "notes_shared": _notes_shared,
    "notes_taken_up": _notes_taken_up,
    "learned_from_others": _learned_from_others,
    "papers_answered": _papers_answered,
}
