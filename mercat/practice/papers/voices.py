"""Comments as their readers see them: who speaks, of which text, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from mercat.organisations.models import Membership
from mercat.practice import passages
from mercat.practice.models import Mention
from mercat.practice.papers import queries, rules
from mercat.practice.papers.lifecycle import CommentState
from mercat.practice.papers.models import Paper, PaperComment
from mercat.practice.queries import Profiles, picture_url, profiles_of, without_names


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the page, and what they may do there."""

    membership: Membership | None
    comments: bool
    moderates: bool
    answers: bool

    @property
    def is_public(self) -> bool:
        return self.membership is None


@dataclass(frozen=True, slots=True)
class Faces:
    """Of those who speak; for the public also who is named with @ in what they say."""

    known: Profiles
    mentions: dict[int, list[Mention]]

    def named(self, comment: PaperComment, *, for_public: bool) -> tuple[str, str]:
        """The name, and where the picture is. On the web, of those who chose to be named there."""
        if comment.author is None:
            return comment.name or _("Somebody of the public"), ""
        profile = self.known.get((comment.author_id or 0, comment.organisation_id or 0))
        if for_public and not (profile and profile.is_public):
            return _("Somebody who works there"), ""
        return comment.author.name, picture_url(profile)

    def text(self, comment: PaperComment) -> str:
        return without_names(comment.text, self.mentions.get(comment.pk, []), self.known)


@dataclass(slots=True)
class Said:
    comment: PaperComment
    text: str
    name: str
    organisation: str
    picture_url: str
    is_shown: bool
    is_own: bool
    is_agreed: bool
    has_changed: bool  # the part, since
    quote_stands: bool
    replies: list["Said"] = field(default_factory=list)


def reader_of(membership: Membership | None, paper: Paper, *, today: Any) -> Reader:
    takes = paper.takes_comments(today)
    return Reader(
        membership=membership,
        comments=takes,
        moderates=rules.can_moderate(membership, paper),
        answers=rules.is_author(membership, paper),
    )


def said(comments: Iterable[PaperComment], reader: Reader) -> list[Said]:
    """With what replies to each. Three queries, however many there are; for the public, too."""
    stems = list(comments)
    replies = queries.replies_to(stems)
    everything = [*stems, *(each for some in replies.values() for each in some)]
    known = faces(everything, for_public=reader.is_public)
    agreed = queries.agreed_by(reader.membership.person, everything) if reader.membership else set()
    rows = {each.pk: _said(each, reader, known, agreed) for each in everything}
    for stem, some in replies.items():
        rows[stem].replies = [rows[each.pk] for each in some]
    return [rows[each.pk] for each in stems]


def faces(comments: Iterable[PaperComment], *, for_public: bool) -> Faces:
    found = list(comments)
    people = {each.author_id for each in found if each.author_id}
    mentions: dict[int, list[Mention]] = {}
    for each in queries.mentions_in(found) if for_public else ():
        mentions.setdefault(each.in_paper_id or 0, []).append(each)
        people.add(each.person_id)
    return Faces(profiles_of(people), mentions)


def _said(comment: PaperComment, reader: Reader, known: Faces, agreed: set[int]) -> Said:
    name, picture = known.named(comment, for_public=reader.is_public)
    part, membership = comment.part, reader.membership
    has_changed = comment.revision.number != part.number
    return Said(
        comment=comment,
        text=known.text(comment),
        name=name,
        organisation=str(comment.organisation or ""),
        picture_url=picture,
        is_shown=comment.state == CommentState.SHOWN,
        is_own=rules.is_own(membership, comment),
        is_agreed=comment.pk in agreed,
        has_changed=has_changed,
        quote_stands=not has_changed or passages.stands_in(comment.quote, part.text),
    )
