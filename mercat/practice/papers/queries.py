"""Which papers somebody may read, and what stands in them. Each starts from a reader or a paper."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import has_role
from mercat.people.models import Person
from mercat.practice.lifecycle import WAITS, Kind, ReportState, Visibility
from mercat.practice.models import Mention, Page, PageReport
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
from mercat.practice.papers.rules import MODERATE, PERMISSIONS
from mercat.practice.queries import Mentioned, names_in

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


def standing_on(paper: Paper) -> QuerySet[Membership]:
    """Its authors and those who commented: whoever is signed in reads their names there."""
    spoke = comments_of(paper).filter(author__isnull=False).values_list("author", "organisation")
    own = Q(organisation=paper.organisation_id, person__in=paper.authors.values("person"))
    for person, organisation in spoke.distinct().order_by()[:200]:
        own |= Q(person=person, organisation=organisation)
    active = Membership.objects.filter(own, ended_at=None, person__is_active=True)
    return active.select_related("person", "organisation")


def mentioned_in(text: str, *, by: Membership, paper: Paper) -> Mentioned:
    """As under pages: colleagues, and whoever stands on the paper, where others may read it."""

    def known() -> tuple[QuerySet[Membership], QuerySet[Membership]]:
        is_ours = paper.visibility == Visibility.ORGANISATION
        elsewhere = Membership.objects.none() if is_ours else standing_on(paper)
        return organisations.active_members(by.organisation), elsewhere

    return names_in(text, by=by, known=known)


def mentions_in(comments: Iterable[PaperComment]) -> QuerySet[Mention]:
    return Mention.objects.filter(in_paper__in=list(comments))


def may_read(membership: Membership, said: PaperComment) -> bool:
    """As papers_for, without asking."""
    paper = said.paper
    ours = paper.organisation_id == membership.organisation_id
    shared = paper.visibility != Visibility.ORGANISATION
    return said.state == CommentState.SHOWN and (ours or shared)


def answered_by(said: PaperComment, to: PaperComment | None) -> list[Membership]:
    """Whom it answers, and who began that row; as far as they still work there."""
    found = [
        organisations.membership_of(each.organisation, each.author)
        for each in (to, said.replies_to)
        if each and each.author and each.organisation
    ]
    return [member for member in found if member]


def authors_here(paper: Paper) -> list[Membership]:
    """Those who still work there."""
    here = organisations.active_members(paper.organisation).select_related("organisation")
    return list(here.filter(person__in=paper.authors.values("person")).order_by("pk"))


def reports_of(comment: PaperComment) -> QuerySet[PageReport]:
    """The newest first."""
    found = PageReport.objects.filter(in_paper=comment).select_related("by", "organisation")
    return found.order_by("-made_at", "-pk")


def to_look_at_again(comment: PaperComment) -> PageReport | None:
    """What whoever wrote it may still ask of: once of each hiding."""
    found = list(reports_of(comment))
    if any(each.state in {ReportState.APPEALED, ReportState.UPHELD} for each in found):
        return None
    return next((each for each in found if each.state == ReportState.HIDDEN), None)


def reports_to_answer(membership: Membership) -> QuerySet[PageReport]:
    """Of papers of this member's organisation, as far as they look after what is said there."""
    found = PageReport.objects.filter(
        in_paper__paper__organisation=membership.organisation_id, state__in=WAITS
    )
    if not has_role(membership, PERMISSIONS[MODERATE]):
        found = found.filter(in_paper__paper__authors__person=membership.person_id)
    return found.select_related("in_paper__paper", "organisation").order_by("made_at", "pk")


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
