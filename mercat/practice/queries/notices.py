"""What somebody is told of, as far as they may still read it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from difflib import unified_diff

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mercat.organisations.models import Membership
from mercat.practice import marking, rules
from mercat.practice.lifecycle import CommentState, How, News, Reach, Status
from mercat.practice.models import Notice, NoticeChoice, Page, PageComment, Writer
from mercat.practice.queries import visible
from mercat.practice.queries.exchange import as_template, revision

AHEAD = timedelta(days=14)  # before a page's review date
AGAIN = 28  # days after it, and after that
SIGNS = {"-": "−", "+": "+"}
MOST_LINES, LINE = 12, 200  # of what changed, in a mail


def notices_of(membership: Membership) -> QuerySet[Notice]:
    """Of pages and comments that they may read today, the words of both as they stand."""
    pages = visible.visible_to(membership.person, membership.organisation)
    found = Notice.objects.filter(
        person=membership.person_id, organisation=membership.organisation_id
    )
    readable = Q(said=None) | Q(said__state=CommentState.SHOWN) & _reach_of(membership)
    found = found.filter(Q(page__in=pages.values("pk")) & readable | _in_papers(membership))
    return found.select_related(
        *("page__organisation", "suggestion__by"),
        *("said__comment__author", "said__comment__organisation"),
        *("in_paper__author", "in_paper__paper__organisation"),
    )


def _in_papers(membership: Membership) -> Q:
    """The same as papers.queries.papers_for: nothing is said of a paper that is a draft."""
    ours = Q(in_paper__paper__organisation=membership.organisation_id)
    shared = Q(in_paper__paper__visibility__in=visible.SHARED)
    return Q(in_paper__state=CommentState.SHOWN) & (shared | ours)


def _reach_of(membership: Membership) -> Q:
    """The same as rules.reaches_for, for comments of many pages at once."""
    writes = Writer.objects.filter(page=OuterRef("said__page"), person=membership.person_id)
    ours = Q(said__reach=Reach.ORGANISATION, said__page__organisation=membership.organisation_id)
    return Q(said__reach__in=[Reach.EVERYONE, Reach.PUBLIC]) | ours | Q(Exists(writes))


def unseen(membership: Membership) -> QuerySet[Notice]:
    return notices_of(membership).filter(seen_at=None).order_by("-pk")


def may_read(membership: Membership, page: Page, said: PageComment | None = None) -> bool:
    pages = visible.visible_to(membership.person, membership.organisation)
    if said and said.reach not in rules.reaches_for(membership, page):
        return False
    return pages.filter(pk=page.pk).exists()


def choices_of(memberships: Iterable[Membership]) -> dict[tuple[int, str], str]:
    """By membership and kind; who chose nothing hears of it here and by mail."""
    found = NoticeChoice.objects.filter(membership__in=list(memberships))
    return {(each.membership_id, each.kind): each.how for each in found}


def chosen(membership: Membership) -> dict[str, str]:
    known = choices_of([membership])
    return {kind.value: known.get((membership.pk, kind.value), How.MAIL) for kind in News}


def mailed_lately(membership: Membership, *, of: Q, kind: str, since: datetime) -> bool:
    """Of this page or paper, and they have not looked: one mail is enough."""
    found = Notice.objects.filter(
        of, person=membership.person_id, organisation=membership.organisation_id, kind=kind
    )
    return found.filter(mailed_at__gt=since, seen_at=None).exists()


def copies_to_tell_of(*, before: datetime) -> QuerySet[Page]:
    """Whose original changed since it was taken, and since its writers were told of it."""
    changed = Page.objects.filter(
        adapted_from__status=Status.PUBLISHED,
        adapted_from__number__gt=F("adapted_number"),
        status__in=[Status.DRAFT, Status.PUBLISHED],
        organisation__sealed_at=None,
    )
    untold = Q(told_number=None) | Q(told_number__lt=F("adapted_from__number"))
    rested = Q(told_at=None) | Q(told_at__lt=before)
    return changed.filter(untold, rested)


def changed_lines(page: Page, original: Page) -> list[str]:
    """What came and went there since it was taken, in our own words for its marks; the first."""
    base = revision(original, page.adapted_number)
    before = marking.marked(base.body, str(original.organisation)) if base else ""
    older, newer = (
        marking.filled(each, page.values, is_markdown=False).splitlines()
        for each in (before, as_template(original))
    )
    found = unified_diff(older, newer, lineterm="", n=0)
    changed = [line for line in list(found)[2:] if line[0] in SIGNS and line[1:].strip()]
    lines = [f"{SIGNS[line[0]]} {line[1:].strip()[:LINE]}" for line in changed[:MOST_LINES]]
    return [*lines, "…"] if len(changed) > MOST_LINES else lines


def to_look_at(*, today: date) -> QuerySet[Page]:
    """Published pages whose review date has come, or is two weeks ahead."""
    due = Page.objects.filter(status=Status.PUBLISHED, review_on__lte=today + AHEAD)
    came = Q(reminded_on__lt=F("review_on"), review_on__lte=today)
    again = Q(reminded_on__lte=today - timedelta(days=AGAIN))
    return due.filter(Q(reminded_on=None) | came | again, organisation__sealed_at=None)


def pages_to_look_at(membership: Membership, *, today: date) -> QuerySet[Page]:
    """Of this member's own work: those whose day has come or is two weeks ahead."""
    due = visible.written_by(membership).filter(
        status=Status.PUBLISHED, review_on__lte=today + AHEAD
    )
    return due.filter(organisation=membership.organisation_id).order_by("review_on", "pk")


def step_of(page: Page, *, today: date) -> date | None:
    """The newest day on which its writers are to be reminded, if there was one."""
    if page.review_on is None or today < page.review_on - AHEAD:
        return None
    if today < page.review_on:
        return page.review_on - AHEAD
    return page.review_on + timedelta(days=(today - page.review_on).days // AGAIN * AGAIN)
