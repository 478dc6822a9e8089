"""Which pages somebody may see. Every list, search, feed, count and notice starts here."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from mercat.organisations.models import Membership, Organisation
from mercat.organisations.roles import Role
from mercat.organisations.rules import has_role
from mercat.people.models import Person
from mercat.practice.lifecycle import LIBRARY, Status, Visibility
from mercat.practice.models import Page, Writer

SHARED = (Visibility.EVERYONE, Visibility.PUBLIC)


def public() -> QuerySet[Page]:
    """What anybody may read without signing in."""
    return _whole().filter(status=Status.PUBLISHED, visibility=Visibility.PUBLIC)


def published_for(organisation: Organisation) -> QuerySet[Page]:
    """What everybody who works there may find and read."""
    return _whole().filter(
        Q(visibility__in=SHARED) | Q(organisation=organisation), status=Status.PUBLISHED
    )


def visible_to(person: Person, organisation: Organisation) -> QuerySet[Page]:
    """That, and what this person writes, whatever its status."""
    written = Writer.objects.filter(page=OuterRef("pk"), person=person)
    readable = Q(visibility__in=SHARED) | Q(organisation=organisation)
    return _whole().filter(Q(status=Status.PUBLISHED) & readable | Q(Exists(written)))


def seen_by(membership: Membership) -> QuerySet[Page]:
    """As `visible_to`; those who review reports also see what is hidden in their organisation,
    and of what came with Mercat."""
    found = visible_to(membership.person, membership.organisation)
    if has_role(membership, [Role.ADVISER, Role.ADMINISTRATOR, Role.AUDITOR]):
        ours = Q(organisation=membership.organisation) | Q(organisation__slug=LIBRARY)
        return found | _whole().filter(ours, status=Status.HIDDEN)
    if membership.person.is_operator:
        return found | _whole().filter(organisation__slug=LIBRARY, status=Status.HIDDEN)
    return found


def written_by(membership: Membership) -> QuerySet[Page]:
    """Whatever this member writes, drafts too."""
    written = Writer.objects.filter(page=OuterRef("pk"), person=membership.person_id)
    return _whole().filter(Exists(written))


def drafts_of(membership: Membership) -> QuerySet[Page]:
    unpublished = written_by(membership).exclude(status=Status.PUBLISHED)
    return unpublished.order_by("-changed_at", "-pk")[:50]


def _whole() -> QuerySet[Page]:
    return Page.objects.select_related("organisation")
