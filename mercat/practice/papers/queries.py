"""Which papers somebody may read, and what stands in them. Each starts from a reader or a paper."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import has_role
from mercat.people.models import Person
from mercat.practice.lifecycle import Kind, Visibility
from mercat.practice.models import Page
from mercat.practice.papers.lifecycle import CommentState, Outcome, State
from mercat.practice.papers.models import (
    Agreement,
    Author,
    Follower,
    Paper,
    PaperComment,
    Part,
    PartRevision,
)

MOMENT = timedelta(minutes=1)
# Where a comment stood that others may have answered to, something has to stand.
IN_PLACE = (CommentState.SHOWN, CommentState.HIDDEN, CommentState.WITHDRAWN)


def papers_for(membership: Membership | None) -> QuerySet[Paper]:
    """The one question of who may read what; nobody signed in reads what is for the public."""
    announced = Q(announced_at__isnull=False)
    shown = announced & Q(visibility=Visibility.PUBLIC)
    if membership:
        ours = Q(organisation=membership.organisation_id)
        wrote = Author.objects.filter(paper=OuterRef("pk"), person=membership.person_id)
        shown |= announced & (Q(visibility=Visibility.EVERYONE) | ours)
        shown |= ours if has_role(membership, [Role.AUDITOR]) else ours & Q(Exists(wrote))
    found = Paper.objects.filter(shown).select_related("organisation")
    return found.prefetch_related("authors")


def announced_for(membership: Membership | None) -> QuerySet[Paper]:
    return papers_for(membership).filter(announced_at__isnull=False)


def drafts_of(membership: Membership) -> QuerySet[Paper]:
    """What this person writes and has not opened."""
    found = papers_for(membership).filter(state=State.DRAFT)
    return found.filter(authors__person=membership.person_id).order_by("-started_at", "-pk")


def paper_of(page: Page, membership: Membership | None) -> Paper | None:
    """The one that this policy was adopted from, if they may read it."""
    if page.kind != Kind.POLICY:
        return None
    return papers_for(membership).filter(page=page).first()


def parts_of(paper: Paper) -> list[Part]:
    return list(paper.parts.order_by("position", "pk"))


def authors_of(paper: Paper) -> list[Author]:
    return list(paper.authors.select_related("person").order_by("since", "pk"))


def revision_of(part: Part) -> PartRevision:
    """The newest, which is what the part says."""
    return part.revisions.get(number=part.number)


def revisions_of(part: Part) -> QuerySet[PartRevision]:
    return part.revisions.select_related("made_by").order_by("-number")


def comments_under(part: Part) -> QuerySet[PaperComment]:
    """Those that stand under a part, without what replies to them."""
    found = part.comments.filter(replies_to=None, state__in=IN_PLACE)
    return found.select_related("author", "organisation", "part", "revision")


def replies_to(comments: Iterable[PaperComment]) -> dict[int, list[PaperComment]]:
    """One query for a page of them."""
    found: dict[int, list[PaperComment]] = {}
    replies = PaperComment.objects.filter(replies_to__in=list(comments), state__in=IN_PLACE)
    related = replies.select_related("author", "organisation", "part", "revision")
    for each in related.order_by("written_at", "pk"):
        found.setdefault(each.replies_to_id or 0, []).append(each)
    return found


def comments_of(paper: Paper) -> QuerySet[PaperComment]:
    """All that are shown, in the order in which they were written."""
    found = paper.comments.filter(state=CommentState.SHOWN)
    return found.select_related("author", "organisation", "part", "revision")


def unanswered(paper: Paper) -> QuerySet[PaperComment]:
    return comments_of(paper).filter(outcome="", replies_to=None)


def waiting_in(paper: Paper) -> QuerySet[PaperComment]:
    found = paper.comments.filter(state=CommentState.WAITING)
    return found.select_related("part", "revision", "author", "organisation")


def comment_in(paper: Paper) -> QuerySet[PaperComment]:
    """To find one by its id, whatever its state; who may see it is for the view."""
    return paper.comments.select_related("part", "author", "organisation", "revision")


def outcomes_of(paper: Paper) -> dict[str, int]:
    found = comments_of(paper).exclude(outcome="").values_list("outcome")
    counted = Counter(dict(found.annotate(number=Count("pk"))))
    return {each.value: counted[each.value] for each in Outcome}


def agreed_by(person: Person, comments: Iterable[PaperComment]) -> set[int]:
    found = Agreement.objects.filter(person=person, comment__in=list(comments))
    return set(found.values_list("comment", flat=True))


def just_written(
    part: Part, *, text: str, author: Person | None, email: str, at: datetime
) -> PaperComment | None:
    """The same words of the same person a moment ago: the button was pressed twice."""
    latest = part.comments.filter(written_at__gt=at - MOMENT, text=text)
    return latest.filter(author=author, email=email).first()


def follows(membership: Membership | None, paper: Paper) -> bool:
    if membership is None:
        return False
    return paper.followers.filter(person=membership.person_id).exists()


def to_begin(*, before: date) -> QuerySet[Paper]:
    return Paper.objects.filter(state=State.ANNOUNCED, opens_on__lte=before)


def to_close(*, before: date) -> QuerySet[Paper]:
    return Paper.objects.filter(state=State.OPEN, closes_on__lt=before)


def to_remind(*, today: date, until: date) -> QuerySet[Paper]:
    found = Paper.objects.filter(state=State.OPEN, closes_on__range=(today, until))
    return found.select_related("organisation").order_by("pk")


def followers_to_remind(paper: Paper) -> QuerySet[Follower]:
    """Who follows it, was not told yet, and has not said their word."""
    spoke = PaperComment.objects.filter(paper=paper, author=OuterRef("person"))
    found = paper.followers.filter(reminded_at=None).filter(~Exists(spoke))
    return found.select_related("person").order_by("pk")


def unconfirmed(*, before: datetime) -> QuerySet[PaperComment]:
    found = PaperComment.objects.filter(state=CommentState.UNCONFIRMED, written_at__lt=before)
    return found.filter(paper__organisation__sealed_at=None)
