"""What is reported of a comment, what is decided of it and why, and the second look.

All that is open of one comment is decided at once, so that nobody asks twice.
"""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common import links
from mercat.common.lifecycle import can_move, check_move
from mercat.common.models import ActLink
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.practice import rules as practice
from mercat.practice.models import PageReport
from mercat.practice.papers import emails, queries, rules
from mercat.practice.papers.actions.commenting import count_shown, tell
from mercat.practice.papers.actions.recording import (
    locked,
    locked_comment,
    move_comment,
    record_comment,
)
from mercat.practice.papers.lifecycle import COMMENT_MOVES, REPORT_MOVES, CommentState
from mercat.practice.papers.models import Paper, PaperComment

EVENTS = {"show": "shown", "hide": "hidden", "hold": "held", "keep": "kept", "uphold": "upheld"}


@transaction.atomic
def report(
    *, paper: Paper, comment: PaperComment, wrong: str, words: str, by: Membership, at: datetime
) -> PageReport:
    practice.check_pace(by, what="reports", at=at)
    paper = locked(paper)
    comment = locked_comment(comment)
    rules.check_can_report(by, comment)
    made = PageReport.objects.create(
        in_paper=comment,
        organisation=by.organisation,
        by=by.person,
        wrong=wrong,
        words=words,
        state=check_move(REPORT_MOVES, action="report", old="").new,
        made_at=at,
    )
    emails.queue_reported(comment, paper, at=at)
    about = {"report": made.public_id, "wrong": wrong}
    record_comment("reported", comment, paper, by=by.person, at=at, **about)
    return made


@transaction.atomic
def show(
    *, paper: Paper, comment: PaperComment, why: str = "", by: Membership, at: datetime
) -> PaperComment:
    """What waited needs no reason; what was hidden is shown again with one."""
    paper = locked(paper)
    comment = locked_comment(comment)
    if comment.state != CommentState.WAITING:
        return _judge("show", paper=paper, comment=comment, why=why, by=by, at=at)
    rules.check_can_judge(by, comment, paper)
    _move(comment, "show", why="", by=by, at=at)
    emails.queue_looked_at(comment, paper, at=at)
    tell(comment, paper, [], who=comment.name, besides=by, at=at)
    record_comment("shown", comment, paper, by=by.person, at=at)
    return comment


@transaction.atomic
def _judge(
    action: str, *, paper: Paper, comment: PaperComment, why: str, by: Membership, at: datetime
) -> PaperComment:
    paper = locked(paper)
    comment = locked_comment(comment)
    rules.check_can_judge(by, comment, paper)
    if not why:
        raise Refused(_("Give your reason."))
    was = comment.state
    _move(comment, action, why=why, by=by, at=at)
    reports = _decided_by(comment, action, was, at=at)
    for each in reports:
        rules.check_is_another(by, each)
        each.state = check_move(REPORT_MOVES, action=action, old=each.state).new
        each.reason, each.judged_by, each.judged_at = why, by.person, at
        each.save()
    emails.queue_judged(comment, paper, reports, at=at)
    about = {"reports": [each.public_id for each in reports]}
    record_comment(EVENTS[action], comment, paper, by=by.person, at=at, words={"why": why}, **about)
    return comment


hide, keep = partial(_judge, "hide"), partial(_judge, "keep")
uphold = partial(_judge, "uphold")
# Hidden while somebody looks at it: the decision comes after, by keep or hide.
hold = partial(_judge, "hold")


def _decided_by(comment: PaperComment, action: str, was: str, *, at: datetime) -> list[PageReport]:
    """Those that wait for this decision; what nobody reported gets a row that says so."""
    found = [
        each
        for each in queries.reports_of(comment).select_for_update(of=("self",))
        if can_move(REPORT_MOVES, action=action, old=each.state)
    ]
    if not found and was != CommentState.HIDDEN and can_move(REPORT_MOVES, action=action, old=""):
        found = [PageReport(in_paper=comment, made_at=at, state="")]
    if not found:
        raise Refused(_("Nothing of this comment waits for such a decision."))
    return found


def _move(comment: PaperComment, action: str, *, why: str, by: Membership, at: datetime) -> None:
    was_shown = comment.state == CommentState.SHOWN
    move_comment(comment, action, check_move(COMMENT_MOVES, action=action, old=comment.state).new)
    is_shown = comment.state == CommentState.SHOWN
    comment.moderated_by = by.person
    comment.hidden_why = why if comment.state == CommentState.HIDDEN else ""
    comment.shown_at = comment.shown_at or (at if is_shown else None)
    comment.save(update_fields=["state", "moderated_by", "hidden_why", "shown_at"])
    count_shown(comment, is_shown - was_shown)


@transaction.atomic
def appeal(
    *,
    paper: Paper,
    comment: PaperComment,
    words: str,
    at: datetime,
    by: Membership | None = None,
    link: ActLink | None = None,
) -> PageReport:
    """Whoever wrote it asks for a second look, once; without an account, by the link they got."""
    if link:
        links.spend(link, at=at)
    paper = locked(paper)
    comment = locked_comment(comment)
    rules.check_can_appeal(by, comment)
    report = queries.to_look_at_again(comment)
    if report is None:
        raise Refused(_("A second look was asked for already, or nothing is decided yet."))
    report.state = check_move(REPORT_MOVES, action="appeal", old=report.state).new
    report.appeal, report.appealed_at = words, at
    report.appealed_by = by.person if by else None
    report.save()
    emails.queue_appealed(report, comment, paper, at=at)
    person, about = by.person if by else None, {"report": report.public_id}
    record_comment("appealed", comment, paper, by=person, at=at, **about)
    return report
