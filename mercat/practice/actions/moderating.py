from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.practice import emails, queries, rules
from mercat.practice.actions.commenting import move_comment
from mercat.practice.actions.recording import locked, record
from mercat.practice.lifecycle import PAGE_MOVES, REPORT_MOVES, ReportState
from mercat.practice.models import Page, PageComment, PageReport

# After these what was reported is hidden, or shown again.
MOVING = {
    ("hold", ReportState.OPEN),
    ("hide", ReportState.OPEN),
    ("keep", ReportState.HELD),
    ("show", ReportState.APPEALED),
}


@transaction.atomic
def report(
    *,
    page: Page,
    wrong: str,
    words: str,
    said: PageComment | None = None,
    by: Membership,
    at: datetime,
) -> PageReport:
    """Of the page, or of a comment under it."""
    rules.check_pace(by, what="reports", at=at)
    page = locked(page)
    if said:
        rules.check_can_report(said)
    if page.came_with_mercat and not queries.judges_of(page):
        raise Refused(
            _("Nobody here looks after it yet. Whoever runs this site can name somebody.")
        )
    made = PageReport.objects.create(
        page=page,
        said=said,
        organisation=by.organisation,
        by=by.person,
        wrong=wrong,
        words=words,
        state=check_move(REPORT_MOVES, action="report", old="").new,
        made_at=at,
    )
    emails.queue_reported(made, page, at=at)
    record("reported", page, by=by, at=at, facts={**_about(made), "wrong": wrong})
    return made


@transaction.atomic
def keep(*, report: PageReport, reason: str, by: Membership, at: datetime) -> PageReport:
    return _judge(report, "keep", reason=reason, by=by, at=at)


@transaction.atomic
def hide(*, report: PageReport, reason: str, by: Membership, at: datetime) -> PageReport:
    return _judge(report, "hide", reason=reason, by=by, at=at)


@transaction.atomic
def hold(*, report: PageReport, reason: str, by: Membership, at: datetime) -> PageReport:
    """Hidden while somebody looks at it: the decision comes after, by keep or hide."""
    return _judge(report, "hold", reason=reason, by=by, at=at)


@transaction.atomic
def uphold(*, report: PageReport, reason: str, by: Membership, at: datetime) -> PageReport:
    return _judge(report, "uphold", reason=reason, by=by, at=at)


@transaction.atomic
def show(*, report: PageReport, reason: str, by: Membership, at: datetime) -> PageReport:
    return _judge(report, "show", reason=reason, by=by, at=at)


@transaction.atomic
def appeal(*, report: PageReport, words: str, by: Membership, at: datetime) -> PageReport:
    page = _locked_page(report)
    report = _locked(report)
    rules.check_can_appeal(by, report, page)
    report.state = check_move(REPORT_MOVES, action="appeal", old=report.state).new
    report.appeal, report.appealed_by, report.appealed_at = words, by.person, at
    report.save()
    emails.queue_appealed(report, page, at=at)
    record("appealed", page, by=by, at=at, facts=_about(report))
    return report


def _judge(
    report: PageReport, action: str, *, reason: str, by: Membership, at: datetime
) -> PageReport:
    """By somebody of the page's organisation who wrote neither; a second look, by another."""
    page = _locked_page(report)
    report = _locked(report)
    rules.check_can_judge(by, report, page)
    old = report.state
    if old == ReportState.APPEALED and by.person_id not in _second_judges(report, page):
        raise Refused(_("You looked at it the first time. Somebody else looks now."))
    report.state = check_move(REPORT_MOVES, action=action, old=old).new
    report.reason, report.judged_by, report.judged_at = reason, by.person, at
    report.save()
    if (action, old) in MOVING:
        _move(report, page, action, why=reason)
    elif old == ReportState.HELD and report.said:
        PageComment.objects.filter(pk=report.said.pk).update(hidden_why=reason)
    emails.queue_judged(report, page, at=at)
    words = {"reason": reason}
    record(f"report_{action}", page, by=by, at=at, facts=_about(report), words=words)
    return report


def _second_judges(report: PageReport, page: Page) -> set[int]:
    return {each.person_id for each in queries.second_judges_of(report, page)}


def _move(report: PageReport, page: Page, action: str, *, why: str) -> None:
    if report.said:
        move_comment(report.said, action, why=why)
        return
    page.status = check_move(PAGE_MOVES, action=action, old=page.status).new
    page.save(update_fields=["status"])


def _about(report: PageReport) -> dict[str, str]:
    facts = {"report": report.public_id}
    if report.said:
        facts["comment"] = report.said.comment.public_id
    return facts


def _locked_page(report: PageReport) -> Page:
    found = Page.objects.select_for_update(of=("self",)).select_related("organisation")
    return found.get(reports=report)


def _locked(report: PageReport) -> PageReport:
    found = PageReport.objects.select_for_update(of=("self",)).select_related(
        "page__organisation",
        "by",
        "organisation",
        "said__comment__author",
        "said__comment__organisation",
    )
    return found.get(pk=report.pk)
