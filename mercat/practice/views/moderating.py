from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.common.views import form_page, open_to_readers
from mercat.organisations.middleware import membership_of, reader
from mercat.practice import actions, queries, rules
from mercat.practice.forms import AppealForm, ReasonForm, ReportForm
from mercat.practice.lifecycle import ReportState
from mercat.practice.papers import queries as papers
from mercat.practice.views.asking import ask
from mercat.practice.views.loading import load, readable

MOST = 100
VERBS: dict[str, Any] = {
    "keep": actions.keep,
    "hide": actions.hide,
    "hold": actions.hold,
    "uphold": actions.uphold,
    "show": actions.show,
}


@form_page
def report(request: HttpRequest, page_id: str) -> HttpResponse:
    membership, page = load(request, page_id)
    return ask(
        request,
        template="practice/report.html",
        form=ReportForm(request.POST or None),
        page=page,
        by=membership,
        action=actions.report,
        given={"page": page},
        done=_("Thank you. Somebody looks at it, and you have a mail when it is decided."),
    )


@require_safe
def reports(request: HttpRequest, page_id: str) -> HttpResponse:
    """What was decided of a page and why; those who decide also see what waits."""
    membership, page = load(request, page_id)
    may_review = rules.can_review(membership, page)
    readable = queries.comments_for(membership, page)
    found = (
        queries.reports_of(page, readable)[:50]
        if may_review
        else (queries.reports_of(page, readable).exclude(judged_at=None)[:50])
    )
    context = {
        "page": page,
        "reports": [
            {"report": each, "may_appeal": rules.can_appeal(membership, each, page)}
            for each in found
        ],
        "may_review": may_review,
    }
    return render(request, "practice/reports.html", context)


@form_page
def judge(request: HttpRequest, page_id: str, page_report_id: str, verb: str) -> HttpResponse:
    membership, page = load(request, page_id)
    rules.check_can_review(membership, page)
    found = get_object_or_404(
        queries.reports_of(page, queries.comments_for(membership, page)), public_id=page_report_id
    )
    return ask(
        request,
        template="practice/judge.html",
        form=ReasonForm(request.POST or None),
        page=page,
        by=membership,
        action=VERBS[verb],
        given={"report": found},
        to=("practice:reviews",),
        done=_("Done. Your reason is public, and those concerned have a mail."),
        report=found,
        verb=verb,
    )


@form_page
def appeal(request: HttpRequest, page_id: str, page_report_id: str) -> HttpResponse:
    membership, page = load(request, page_id)
    found = get_object_or_404(
        queries.reports_of(page, queries.comments_for(membership, page)).filter(
            state__in=[ReportState.HIDDEN, ReportState.APPEALED]
        ),
        public_id=page_report_id,
    )
    rules.check_can_appeal(membership, found, page)
    return ask(
        request,
        template="practice/appeal.html",
        form=AppealForm(request.POST or None),
        page=page,
        by=membership,
        action=actions.appeal,
        given={"report": found},
        done=_("Somebody else looks at it now, and you have a mail when it is decided."),
    )


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_review(membership)
    of_pages = queries.reports_to_answer(membership)[:MOST]
    of_papers = papers.reports_to_answer(membership)[:MOST]
    waiting = sorted([*of_pages, *of_papers], key=lambda each: each.waits_since)
    return render(request, "practice/reviews.html", {"waiting": waiting})


@open_to_readers
@require_safe
def moderation(request: HttpRequest) -> HttpResponse:
    """Every decision, with its reason, for everybody."""
    membership = reader(request)
    organisation = membership.organisation if membership else None
    rows = pagination.page(
        queries.judged(readable(request), organisation),
        asked=request.GET,
        by="judged_at",
        size=30,
        newest_first=True,
    )
    return render(request, "practice/moderation.html", {"rows": rows})
