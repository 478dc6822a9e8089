"""What is said under a page, as its reader sees it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mercat.comments import rules as writing
from mercat.comments.models import Comment
from mercat.organisations.models import Membership
from mercat.practice import marking, passages, rules
from mercat.practice.lifecycle import CommentState
from mercat.practice.models import Mention, Page, PageComment
from mercat.practice.queries.reading import Profiles, picture_url, profiles_of

WRITER = "writer"  # the part of a comment whose author writes the page
RELATED = ("comment__author", "comment__organisation", "comment__quotes__author", "page")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and when; nobody signed in is the public."""

    membership: Membership | None
    page: Page
    at: datetime

    @property
    def person_id(self) -> int | None:
        return self.membership.person_id if self.membership else None


@dataclass(slots=True)
class Said:
    row: PageComment
    text: str
    name: str
    picture_url: str
    quoted: str  # the beginning of the reply that it answers, with its name
    is_own: bool
    may_change: bool
    has_changed: bool  # the page, since
    quote_stands: bool
    replies: list["Said"] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        return self.row.state == CommentState.SHOWN

    @property
    def by_writer(self) -> bool:
        return self.row.comment.part == WRITER


def as_read(page: Page, number: int = 0) -> str:
    """The text whose passages can be quoted, with the organisation's own words in it."""
    older = None
    if number and number != page.number:
        older = page.revisions.filter(number=number).values_list("body", flat=True).first()
    return marking.filled(page.body if older is None else older, page.values)


def comments_for(membership: Membership | None, page: Page) -> QuerySet[PageComment]:
    """As much as this reader may read; every list, count and notice of comments starts here."""
    readable = rules.reaches_for(membership, page)
    return PageComment.objects.filter(page=page, reach__in=readable).select_related(*RELATED)


def stems_of(membership: Membership | None, page: Page) -> QuerySet[PageComment]:
    """Those that answer no other."""
    return comments_for(membership, page).filter(comment__answers=None)


def said(stems: Iterable[PageComment], reader: Reader) -> list[Said]:
    """With what answers each. Three queries, however many there are; for the public four."""
    above = list(stems)
    answers = comments_for(reader.membership, reader.page).filter(
        comment__answers__in=[each.comment_id for each in above]
    )
    below = list(answers.order_by("pk")) if above else []
    everything = [*above, *below]
    mentions = [] if reader.membership else list(Mention.objects.filter(said__in=everything))
    people = {each.comment.author_id for each in everything}
    people |= {each.comment.quotes.author_id for each in everything if each.comment.quotes}
    known = profiles_of(people | {each.person_id for each in mentions}) if everything else {}
    rows = {each.comment_id: _said(each, reader, known, mentions) for each in everything}
    for each in below:
        rows[each.comment.answers_id or 0].replies.append(rows[each.comment_id])
    return [rows[each.comment_id] for each in above]


def _said(row: PageComment, reader: Reader, known: Profiles, mentions: list[Mention]) -> Said:
    comment, has_changed = row.comment, row.number != reader.page.number
    is_own = comment.author_id == reader.person_id
    name, picture = named(comment, known, for_public=reader.membership is None)
    by = reader.membership.person if reader.membership else None
    return Said(
        row=row,
        text=without_names(comment.text, [m for m in mentions if m.said_id == row.pk], known),
        name=name,
        picture_url=picture,
        quoted=_quoted(comment.quotes, reader, known),
        is_own=is_own,
        may_change=bool(by and is_own and writing.can_change(comment, by, at=reader.at)),
        has_changed=has_changed,
        quote_stands=not has_changed or passages.stands_in(row.quote, as_read(reader.page)),
    )


def _quoted(comment: Comment | None, reader: Reader, known: Profiles) -> str:
    """Whom it answers, where that is no stem: the words stand a little above."""
    if comment is None or comment.withdrawn_at:
        return ""
    return named(comment, known, for_public=reader.membership is None)[0]


def named(comment: Comment, known: Profiles, *, for_public: bool) -> tuple[str, str]:
    """The name, and where the picture is. On the web, of those who chose to be named there."""
    profile = known.get((comment.author_id, comment.organisation_id or 0))
    if for_public and not (profile and profile.is_public):
        return _("Somebody who works there"), ""
    return comment.author.name, picture_url(profile)


def without_names(text: str, mentions: Iterable[Mention], known: Profiles) -> str:
    """On the web nobody is named by others who did not choose to be."""
    for each in mentions:
        profile = known.get((each.person_id, each.organisation_id))
        if not (profile and profile.is_public):
            text = text.replace(f"@{each.words}", _("@somebody"))
    return text
