"""What people say to a part: signed in, or by name and an e-mail that they confirm."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from mercat.common import languages, links
from mercat.common.models import ActLink
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.practice import passages
from mercat.practice.actions import noticing
from mercat.practice.lifecycle import News, Visibility
from mercat.practice.papers import emails, queries, rules
from mercat.practice.papers.actions.recording import (
    locked,
    locked_comment,
    move_comment,
    record_comment,
)
from mercat.practice.papers.lifecycle import CommentState
from mercat.practice.papers.models import Agreement, Follower, Paper, PaperComment, Part
from mercat.practice.queries import Mentioned

ADDRESSES_KEPT = timedelta(days=365)
CONFIRMED_WITHIN = timedelta(days=emails.DAYS_TO_CONFIRM)


@transaction.atomic
def comment(
    *,
    paper: Paper,
    part: Part,
    subject: str,
    text: str,
    at: datetime,
    number: int = 0,
    quote: str = "",
    sources: str = "",
    replies_to: PaperComment | None = None,
    by: Membership | None = None,
    name: str = "",
    email: str = "",
) -> PaperComment:
    """`number` is the revision that they read, the newest if none. Without an account it waits."""
    paper = locked(paper)
    rules.check_takes_comments(paper, today=paper.organisation.day(at))
    replies_to = replies_to and locked_comment(replies_to)
    rules.check_can_answer_to(replies_to)
    if by:
        rules.check_pace(by, at=at)
    if by is None and paper.visibility != Visibility.PUBLIC:
        raise Refused(_("This paper is not open to the public."))
    author = by.person if by else None
    named = queries.mentioned_in(text, by=by, paper=paper) if by else Mentioned(text, [])
    text = named.text
    if same := queries.just_written(part, text=text, author=author, email=email, at=at):
        return same
    made = PaperComment(
        paper=paper,
        part=part,
        revision=_revision_read(part, number, quote),
        replies_to=_stem(replies_to),
        state=CommentState.SHOWN if by else CommentState.UNCONFIRMED,
        author=author,
        organisation=by.organisation if by else None,
        **({} if by else {"name": name, "email": email, "language": languages.current()}),
        subject=subject,
        text=text,
        quote=quote,
        sources=sources,
        written_at=at,
        shown_at=at if by else None,
    )
    made.save()
    count_shown(made, 1 if by else 0)
    if by:
        tell(made, paper, named.people, to=replies_to, who=by, besides=by, at=at)
    else:
        emails.queue_confirm(made, paper, at=at)
    _record_said(made, paper, by=by, at=at)
    return made


def _record_said(made: PaperComment, paper: Paper, *, by: Membership | None, at: datetime) -> None:
    facts: dict[str, Any] = {"part": made.part.public_id, "revision": made.revision.number}
    words = {"subject": made.subject, "text": made.text, "quote": made.quote, "name": made.name}
    person = by.person if by else None
    record_comment("said", made, paper, by=person, at=at, words=words, **facts)


def tell(
    said: PaperComment,
    paper: Paper,
    people: list[tuple[Membership, str]],
    *,
    to: PaperComment | None = None,
    who: Membership | str,
    besides: Membership,
    at: datetime,
) -> None:
    """First those who are named, then whom it answers, then its authors: as under pages."""
    of = noticing.Of(
        columns={"in_paper": said},
        is_read_by=lambda member: queries.may_read(member, said),
        same=Q(in_paper__paper=paper),
    )
    new = noticing.mention(people, of=of, at=at)
    whom: noticing.Whom = [(member, News.MENTIONED) for member in new]
    whom += [(member, News.REPLIED) for member in queries.answered_by(said, to)]
    whom += [(member, News.COMMENTED) for member in queries.authors_here(paper)]
    others = [(member, kind) for member, kind in whom if member.person_id != besides.person_id]
    about = f"paper:{said.public_id}"
    noticing.tell(others, of=of, about=about, who=who, at=at)


def _revision_read(part: Part, number: int, quote: str) -> Any:
    """The one that they read, if it is one; a passage has to stand in it."""
    revision = part.revisions.filter(number=number or part.number).first()
    revision = revision or queries.revision_of(part)
    if quote and not passages.stands_in(quote, revision.text):
        raise Refused(_("The passage that you quote does not stand in this part, word for word."))
    return revision


def _stem(replies_to: PaperComment | None) -> PaperComment | None:
    """Replies stand in one row: what replies to a reply stands beside it."""
    if replies_to is None or replies_to.replies_to_id is None:
        return replies_to
    return replies_to.replies_to


def count_shown(comment: PaperComment, by: int) -> None:
    """The paper is locked: whoever shows or hides one comes after us."""
    if by:
        Part.objects.filter(pk=comment.part_id).update(comment_count=F("comment_count") + by)
        Paper.objects.filter(pk=comment.paper_id).update(comment_count=F("comment_count") + by)


@transaction.atomic
def confirm(*, comment: PaperComment, link: ActLink, at: datetime) -> PaperComment:
    """The address is theirs. Somebody of the organisation looks at it next."""
    links.spend(link, at=at)
    paper = locked(comment.paper)
    comment = locked_comment(comment)
    is_first = not queries.waiting_in(paper).exists()  # they look at all that wait
    move_comment(comment, "confirm", CommentState.WAITING)
    comment.save(update_fields=["state"])
    if is_first:
        emails.queue_waiting(paper, at=at)
    record_comment("confirmed", comment, paper, by=None, at=at)
    return comment


@transaction.atomic
def withdraw_comment(
    *, paper: Paper, comment: PaperComment, by: Membership, at: datetime
) -> PaperComment:
    paper = locked(paper)
    comment = locked_comment(comment)
    rules.check_is_own(by, comment)
    rules.check_takes_comments(paper, today=paper.organisation.day(at))
    move_comment(comment, "withdraw", CommentState.WITHDRAWN)
    comment.save(update_fields=["state"])
    count_shown(comment, -1)
    record_comment("withdrawn", comment, paper, by=by.person, at=at)
    return comment


@transaction.atomic
def agree(*, paper: Paper, comment: PaperComment, by: Membership, at: datetime) -> None:
    """Twice is once."""
    paper, comment = _agreeable(paper, comment, by, at)
    _agreement, made = Agreement.objects.get_or_create(comment=comment, person=by.person)
    if made:
        comment.agreed_count += 1
        comment.save(update_fields=["agreed_count"])
        record_comment("agreed", comment, paper, by=by.person, at=at)


@transaction.atomic
def agree_no_longer(*, paper: Paper, comment: PaperComment, by: Membership, at: datetime) -> None:
    paper, comment = _agreeable(paper, comment, by, at)
    gone, _rows = Agreement.objects.filter(comment=comment, person=by.person).delete()
    if gone:
        comment.agreed_count -= 1
        comment.save(update_fields=["agreed_count"])
        record_comment("agreed_no_longer", comment, paper, by=by.person, at=at)


def _agreeable(
    paper: Paper, comment: PaperComment, by: Membership, at: datetime
) -> tuple[Paper, PaperComment]:
    paper = locked(paper)
    comment = locked_comment(comment)
    rules.check_takes_comments(paper, today=paper.organisation.day(at))
    rules.check_can_agree(comment, by.person)
    return paper, comment


def forget_unconfirmed(*, at: datetime) -> int:
    """What nobody confirmed in time goes, with the name and the address."""
    return queries.unconfirmed(before=at - CONFIRMED_WITHIN).delete()[0]


def forget_addresses(*, at: datetime) -> int:
    """A year after the end nobody is told anything more; the comments stay, with their names."""
    ended = at - ADDRESSES_KEPT
    going_on = {"paper__closed_at__lt": ended, "paper__organisation__sealed_at": None}
    Follower.objects.filter(**going_on, person=None).delete()
    old = PaperComment.objects.filter(**going_on).exclude(email="")
    return old.update(email="")
