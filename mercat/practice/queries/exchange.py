"""What others did with a page, and what changed of what somebody follows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from mercat.audit.queries import events_of
from mercat.common import differences
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.organisations.rules import has_role
from mercat.practice import marking, rules
from mercat.practice.lifecycle import LIBRARY, WAITS, Reach, Status, SuggestionState, Visibility
from mercat.practice.models import (
    Follow,
    Page,
    PageComment,
    PageReport,
    Revision,
    Suggestion,
    Tag,
    Use,
)
from mercat.practice.queries import visible

# After one of these a page that is public now was public again, or for the first time.
OPENS = [f"practice.page.{verb}" for verb in ("published", "visibility_set", "report_show")]
NEWS = 30
RELATED = 5


def uses_of(page: Page) -> QuerySet[Use]:
    return (
        Use.objects.filter(page=page)
        .select_related("organisation")
        .order_by("kind", "at", "pk")[:50]
    )


def said_by(organisation: Organisation, readable: QuerySet[Page]) -> QuerySet[Use]:
    """What an organisation says that it uses and learnt, of pages that the reader may read."""
    found = Use.objects.filter(organisation=organisation, page__in=readable.values("pk"))
    return found.select_related("page__organisation").order_by("-at", "-pk")


def adapted_by(page: Page, readable: QuerySet[Page]) -> QuerySet[Page]:
    return readable.filter(adapted_from=page, status=Status.PUBLISHED).order_by("pk")[:50]


def original_of(page: Page, readable: QuerySet[Page]) -> Page | None:
    """Whence it was adapted, if this reader may read that."""
    return readable.filter(pk=page.adapted_from_id).first() if page.adapted_from_id else None


def revision(page: Page, number: int | None) -> Revision | None:
    return Revision.objects.filter(page=page, number=number).first() if number else None


def public_revisions(page: Page) -> QuerySet[Revision]:
    """What stood on a public page while anybody could read it, and nothing from before."""
    opened = events_of(page).filter(verb__in=OPENS)
    since = opened.values_list("at", flat=True).last() or page.published_at
    stood = page.revisions.filter(at__lte=since).order_by("-number")
    first = stood.values_list("number", flat=True).first() or 1
    return page.revisions.filter(number__gte=first)


def credited_of(page: Page) -> list[Suggestion]:
    """Whose suggestions the page took: they are thanked."""
    taken = Suggestion.objects.filter(page=page, state=SuggestionState.ACCEPTED)
    return list(taken.select_related("by", "organisation", "became").order_by("answered_at")[:50])


def suggestions_of(page: Page) -> QuerySet[Suggestion]:
    found = Suggestion.objects.filter(page=page).select_related("by", "organisation").defer("body")
    return found.order_by("-made_at", "-pk")


def open_suggestions(membership: Membership) -> QuerySet[Suggestion]:
    """Of pages that this member writes."""
    written = visible.written_by(membership).values("pk")
    found = Suggestion.objects.filter(page__in=written, state=SuggestionState.OPEN)
    return found.select_related("page", "organisation").defer("body").order_by("made_at")


def related_to(page: Page, readable: QuerySet[Page]) -> list[Page]:
    """Those that share a tag, of the same kind first. One query."""
    shares = Page.tags.through.objects.filter(page=OuterRef("pk"), tag__in=page.tags.values("pk"))
    found = readable.filter(Exists(shares), status=Status.PUBLISHED).exclude(pk=page.pk)
    return list(found.order_by("-changed_at", "-pk")[:RELATED])


@dataclass(frozen=True, slots=True)
class Differs:
    older: list[tuple[str, str]]
    newer: list[tuple[str, str]]

    @property
    def is_same(self) -> bool:
        return all(kind == "same" for kind, _text in self.older + self.newer)


def sides(older: str, newer: str) -> Differs:
    """The two texts beside each other, each with what it alone has."""
    pieces = differences.pieces(older, newer)
    return Differs(
        [each for each in pieces if each[0] != "added"],
        [each for each in pieces if each[0] != "removed"],
    )


def as_template(page: Page) -> str:
    """The text with the organisation's name as its mark, to compare with a copy of it."""
    return marking.marked(page.body, str(page.organisation))


def reports_of(page: Page, comments: QuerySet[PageComment]) -> QuerySet[PageReport]:
    """Of the page itself, and of those comments under it that the reader may read."""
    found = PageReport.objects.filter(Q(said=None) | Q(said__in=comments.values("pk")), page=page)
    related = found.select_related("organisation", "page__organisation", "said__comment__author")
    return related.order_by("-made_at", "-pk")


def reports_to_answer(membership: Membership) -> QuerySet[PageReport]:
    """Of pages, and of comments under them."""
    pages = Q(pk=None)
    if has_role(membership, rules.PERMISSIONS["review reported pages"]):
        pages |= Q(page__organisation=membership.organisation)
    if rules.looks_after_library(membership):
        pages |= Q(page__organisation__slug=LIBRARY)
    found = PageReport.objects.filter(pages, state__in=WAITS)
    return found.select_related("page", "organisation").order_by("made_at", "pk")


def hidden_from(organisation: Organisation | None) -> QuerySet[Page]:
    """Pages that this reader could read until they were hidden: they are told why."""
    shared = Q(visibility=Visibility.PUBLIC)
    if organisation:
        shared = Q(visibility__in=visible.SHARED) | Q(organisation=organisation)
    return Page.objects.filter(shared, status=Status.HIDDEN).select_related("organisation")


def judged(readable: QuerySet[Page], organisation: Organisation | None) -> QuerySet[PageReport]:
    """Every answer to a report, with its reason, of what the reader may or might read."""
    pages = Q(page__in=readable.values("pk")) | Q(page__in=hidden_from(organisation).values("pk"))
    readable_to = [Reach.PUBLIC, *([Reach.EVERYONE] if organisation else [])]
    words = Q(said=None) | Q(said__reach__in=readable_to)
    if organisation:
        words |= Q(said__reach=Reach.ORGANISATION, page__organisation=organisation)
    found = PageReport.objects.filter(pages & words | _of_papers(organisation))
    related = found.select_related("page__organisation", "in_paper__paper__organisation")
    return related.exclude(judged_at=None)


def _of_papers(organisation: Organisation | None) -> Q:
    """Nothing is said of a paper before those whom it is for can read it."""
    if organisation is None:
        return Q(in_paper__paper__visibility=Visibility.PUBLIC)
    ours = Q(in_paper__paper__organisation=organisation)
    return Q(in_paper__paper__visibility__in=visible.SHARED) | ours


def follows_of(membership: Membership) -> QuerySet[Follow]:
    found = Follow.objects.filter(
        person=membership.person_id, organisation=membership.organisation_id
    )
    return found.select_related("page__organisation", "tag", "of").order_by("pk")


def follows_by_mail(*, before: datetime) -> QuerySet[Follow]:
    return Follow.objects.filter(by_mail=True, told_at__lt=before)


def still_works(follows: list[Follow]) -> Membership | None:
    if not follows:
        return None
    return organisations.membership_of(follows[0].organisation, follows[0].person)


def news_of(
    membership: Membership, follows: Iterable[Follow], *, all_new: bool = False
) -> list[Page]:
    """What changed since they were told, and they may read; with `all_new` since they follow it."""
    wanted = Q(pk=0)
    for each in follows:
        since = each.since if all_new else each.told_at
        changed = Q(changed_at__gt=since) | Q(published_at__gt=since)
        if each.page_id:
            wanted |= changed & Q(pk=each.page_id)
        elif each.tag_id:
            tagged = Page.tags.through.objects.filter(page=OuterRef("pk"), tag=each.tag_id)
            wanted |= changed & Q(Exists(tagged))
        else:
            wanted |= changed & Q(organisation=each.of_id)
    readable = visible.published_for(membership.organisation)
    return list(readable.filter(wanted).order_by("-changed_at", "-pk")[:NEWS])


def tags_of_all() -> QuerySet[Tag]:
    return Tag.objects.select_related("stands_for").order_by("key")


def tag_named(name: str) -> Tag | None:
    found = Tag.objects.select_related("stands_for").filter(key=name.strip().casefold()).first()
    return (found.stands_for or found) if found else None


def organisations_that_publish(readable: QuerySet[Page]) -> list[Organisation]:
    pages = readable.filter(organisation=OuterRef("pk"), status=Status.PUBLISHED)
    return list(Organisation.objects.filter(Exists(pages)).order_by("slug")[:500])
