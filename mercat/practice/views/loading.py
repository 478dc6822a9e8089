"""What every view of the app loads first. Who may not see it gets 404, a stranger signs in."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from mercat.organisations.middleware import membership_of, reader
from mercat.organisations.models import Membership
from mercat.practice import queries, rules
from mercat.practice.models import Page


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
