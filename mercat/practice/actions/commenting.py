"""What people say under a page, and what becomes of it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.comments import actions as comments
from mercat.comments import queries as threads
from mercat.comments.models import Comment, Thread
from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.practice import passages, queries, rules
from mercat.practice.actions.noticing import Whom, mention, of_page, tell, writers_of
from mercat.practice.actions.recording import locked
from mercat.practice.lifecycle import COMMENT_MOVES, CommentState, News
from mercat.practice.models import Page, PageComment
from mercat.practice.queries import Mentioned


@transaction.atomic
def comment(
    *,
    page: Page,
    text: str,
    number: int = 0,
    quote: str = "",
    to: PageComment | None = None,
    by: Membership,
    at: datetime,
) -> PageComment:
    """`number`: the revision that they read, the newest if none. `to`: the comment it answers."""
    rules.check_pace(by, what="comments", at=at)
    page = locked(page)
    rules.check_can_comment(page, to)
    reach = rules.narrower(rules.reach_of(page), to.reach if to else rules.WIDER[-1])
    named = queries.mentioned_in(text, by=by, page=page, reach=reach)
    number = number if page.revisions.filter(number=number).exists() else page.number
    if quote and not passages.stands_in(quote, queries.as_read(page, number)):
        raise Refused(_("The passage that you quote does not stand in the text, word for word."))
    thread = _thread_of(page)
    if same := threads.just_written(thread, text=named.text, by=by.person, at=at):
        return PageComment.objects.get(comment=same)
    made = PageComment.objects.create(
        comment=_written(thread, named.text, page, to, by=by, at=at),
        page=page,
        number=number,
        quote=quote,
        reach=reach,
        state=check_move(COMMENT_MOVES, action="comment", old="").new,
    )
    _tell(made, named, to, by=by, at=at)
    return made


def _written(
    thread: Thread,
    text: str,
    page: Page,
    to: PageComment | None,
    *,
    by: Membership,
    at: datetime,
) -> Comment:
    """Answers stand in one row: what answers an answer stands beside it, and says whom it means."""
    above = to.comment if to else None
    stem = (above.answers or above) if above else None
    return comments.add(
        thread=thread,
        text=text,
        by=by.person,
        at=at,
        part=queries.WRITER if rules.is_writer(by, page) else "",
        quotes=above if above != stem else None,
        answers=stem,
        organisation=by.organisation,
    )


def _thread_of(page: Page) -> Thread:
    if page.thread is None:
        page.thread = Thread.objects.create(organisation=page.organisation)
        page.save(update_fields=["thread"])
    return page.thread


def _tell(
    said: PageComment, named: Mentioned, to: PageComment | None, *, by: Membership, at: datetime
) -> None:
    """First those who are named, then whom it answers, then those who write the page."""
    of = of_page(said.page, said=said)
    new = mention(named.people, of=of, at=at)
    whom: Whom = [(member, News.MENTIONED) for member in new]
    for above in (to.comment, to.comment.answers) if to else ():
        if above and (author := _still_here(above)):
            whom.append((author, News.REPLIED))
    whom += [(member, News.COMMENTED) for member in writers_of(said.page)]
    others = [(member, kind) for member, kind in whom if member.person_id != by.person_id]
    about = f"said:{said.comment.public_id}"
    tell(others, of=of, about=about, who=by, at=at)


def _still_here(above: Comment) -> Membership | None:
    where = above.organisation or above.thread.organisation
    return organisations.membership_of(where, above.author)


@transaction.atomic
def change_comment(*, said: PageComment, text: str, by: Membership, at: datetime) -> PageComment:
    """For a day. Whoever is newly named is told; who is named no more stays told."""
    said = locked_comment(said)
    rules.check_is_own(said, by.person)
    check_move(COMMENT_MOVES, action="change", old=said.state)
    named = queries.mentioned_in(text, by=by, page=said.page, reach=said.reach)
    comments.change(comment=said.comment, text=named.text, shared=False, by=by.person, at=at)
    people = [member.person_id for member, _words in named.people]
    said.mentions.exclude(person__in=people).delete()
    of = of_page(said.page, said=said)
    new = mention(named.people, of=of, at=at)
    whom: Whom = [(member, News.MENTIONED) for member in new]
    about = f"said:{said.comment.public_id}"
    tell(whom, of=of, about=about, who=by, at=at)
    return said


@transaction.atomic
def withdraw_comment(*, said: PageComment, by: Membership, at: datetime) -> PageComment:
    """At any time: nobody reads the words any more."""
    said = locked_comment(said)
    rules.check_is_own(said, by.person)
    said.state = check_move(COMMENT_MOVES, action="withdraw", old=said.state).new
    said.save(update_fields=["state"])
    comments.withdraw(comment=said.comment, by=by.person, at=at, any_time=True)
    return said


def locked_comment(said: PageComment) -> PageComment:
    found = PageComment.objects.select_for_update(of=("self",)).select_related(
        "page__organisation", "comment__author", "comment__thread__organisation"
    )
    return found.get(pk=said.pk)


def move_comment(said: PageComment, action: str, *, why: str) -> None:
    """Of those who judge; the reason stands in its place as long as it is hidden."""
    said = locked_comment(said)
    said.state = check_move(COMMENT_MOVES, action=action, old=said.state).new
    said.hidden_why = why if said.state == CommentState.HIDDEN else ""
    said.save(update_fields=["state", "hidden_why"])
