from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.practice import emails, rules
from mercat.practice.actions.recording import locked, locked_to_write, record
from mercat.practice.lifecycle import PAGE_MOVES, REPORT_MOVES
from mercat.practice.models import Page, PageReport


@transaction.atomic
def report(*, page: Page, wrong: str, words: str, by: Membership, at: datetime) -> PageReport:
    rules.check_pace(by, what="reports", at=at)
    page = locked(page)
    made = PageReport.objects.create(
        page=page,
        organisation=by.organisation,
        by=by.person,
        wrong=wrong,
        words=words,
        state=check_move(REPORT_MOVES, action="report", old="").new,
        made_at=at,
    )
    emails.queue_reported(made, at=at)
    record("reported", page, by=by, at=at, facts={"report": made.public_id, "wrong": wrong})
    return made


@transaction.atomic
def keep(*, report: PageReport, reason: str, by: Membership, at: datetime) -> PageReport:
    return _judge(report, "keep", reason=reason, by=by, at=at)


@transaction.atomic
def hide(*, report: PageReport, reason: str, by: Membership, at: datetime) -> PageReport:
    return _judge(report, "hide", reason=reason, by=by, at=at)


@transaction.atomic
def uphold(*, report: PageReport, reason: str, by: Membership, at: datetime) -> PageReport:
    return _judge(report, "uphold", reason=reason, by=by, at=at)


@transaction.atomic
def show(*, report: PageReport, reason: str, by: Membership, at: datetime) -> PageReport:
    return _judge(report, "show", reason=reason, by=by, at=at)


@transaction.atomic
def appeal(*, report: PageReport, words: str, by: Membership, at: datetime) -> PageReport:
    page = locked_to_write(report.page, by=by)
    report = _locked(report)
    report.state = check_move(REPORT_MOVES, action="appeal", old=report.state).new
    report.appeal, report.appealed_by, report.appealed_at = words, by.person, at
    report.save()
    emails.queue_appealed(report, at=at)
    record("appealed", page, by=by, at=at, facts={"report": report.public_id})
    return report


def _judge(
    report: PageReport, action: str, *, reason: str, by: Membership, at: datetime
) -> PageReport:
    """By somebody of the page's organisation who does not write it; a second look, by another."""
    page = locked(report.page)
    rules.check_can_review(by, page)
    report = _locked(report)
    if page.writers.filter(person=by.person_id).exists():
        raise Refused(_("You write this page. Somebody else answers what is said against it."))
    if report.judged_by_id == by.person_id:
        raise Refused(_("You looked at it the first time. Somebody else looks now."))
    report.state = check_move(REPORT_MOVES, action=action, old=report.state).new
    report.reason, report.judged_by, report.judged_at = reason, by.person, at
    report.save()
    if action in {"hide", "show"}:
        page.status = check_move(PAGE_MOVES, action=action, old=page.status).new
        page.save(update_fields=["status"])
    emails.queue_judged(report, at=at)
    facts = {"report": report.public_id}
    record(f"report_{action}", page, by=by, at=at, facts=facts, words={"reason": reason})
    return report


def _locked(report: PageReport) -> PageReport:
    found = PageReport.objects.select_for_update(of=("self",)).select_related(
        "page__organisation", "by", "organisation"
    )
    return found.get(pk=report.pk)
