"""All comments of a paper: to read, to answer, to take away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.common.views import form_page, open_to_readers, tried
from mercat.organisations.middleware import reader
from mercat.practice.papers import actions, exports, forms, queries, voices
from mercat.practice.papers.lifecycle import Outcome
from mercat.practice.papers.models import Paper
from mercat.practice.papers.views.loading import (
    load,
    load_to_write,
    to_comment,
    today,
)

MOST_PRINTED = 2000


def _said(request: HttpRequest, paper: Paper, found: Any) -> dict[str, Any]:
    who = voices.reader_of(reader(request), paper, today=today(paper))
    page = pagination.page(found, asked=request.GET, by="written_at")
    return {"paper": paper, "reader": who, "page": page, "rows": voices.said(page.rows, who)}


@open_to_readers
@require_safe
def comments(request: HttpRequest, paper_id: str) -> HttpResponse:
    """Every comment with its answer, the oldest first."""
    _membership, paper = load(request, paper_id)
    form = forms.FoundForm(request.GET)
    only = form.chosen()
    found = queries.comments_of(paper).filter(replies_to=None)
    if only:
        found = found.filter(outcome="" if only == "unanswered" else only)
    context = {**_said(request, paper, found), "filter_form": form, "only": only}
    page, kept = context["page"], f"&only={only}" if only else ""
    context["next_url"] = page.next_query and page.next_query + kept
    context["previous_url"] = page.previous_query and page.previous_query + kept
    return render(request, "papers/comments.html", context)


@open_to_readers
@require_safe
def you_said(request: HttpRequest, paper_id: str) -> HttpResponse:
    """What the authors heard, what they did, and their answer to each comment."""
    _membership, paper = load(request, paper_id)
    found = queries.comments_of(paper).filter(replies_to=None).exclude(outcome="")
    counts = queries.outcomes_of(paper)
    context = {
        **_said(request, paper, found),
        "counts": [(each.label, counts[each.value]) for each in Outcome],
        "total": sum(counts.values()),
        "bars": _bars(counts),
    }
    return render(request, "papers/you_said.html", context)


def _bars(counts: dict[str, int]) -> list[dict[str, Any]]:
    """For the drawing: how long each bar is, of 300."""
    most = max(counts.values(), default=0) or 1
    return [
        {
            "label": each.label,
            "count": counts[each.value],
            "y": at * 51,
            "width": round(300 * counts[each.value] / most),
        }
        for at, each in enumerate(Outcome)
    ]


@form_page
def answer(request: HttpRequest, paper_id: str, said_id: str) -> HttpResponse:
    membership, paper = load_to_write(request, paper_id)
    said = get_object_or_404(queries.comments_of(paper), public_id=said_id)
    known = {"outcome": said.outcome, "words": said.answer}
    form = forms.AnswerForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "by": membership, "at": timezone.now()}
        if tried(request, actions.answer, paper=paper, comment=said, **given):
            messages.success(request, _("Your answer stands below the comment."))
            return to_comment(paper, said)
    title, button = _("Answer this comment"), _("Keep the answer")
    context = {"form": form, "paper": paper, "comment": said, "title": title, "button": button}
    return render(request, "papers/answer.html", context)


@open_to_readers
@require_safe
def comments_xlsx(request: HttpRequest, paper_id: str) -> HttpResponseBase:
    membership, paper = load(request, paper_id)
    return exports.workbook(paper, for_public=membership is None)


@open_to_readers
@require_safe
def comments_print(request: HttpRequest, paper_id: str) -> HttpResponse:
    """All of them on one page, part by part."""
    membership, paper = load(request, paper_id)
    reader = voices.reader_of(membership, paper, today=today(paper))
    found = queries.comments_of(paper).filter(replies_to=None)
    rows = voices.said(found.order_by("part__position", "written_at", "pk")[:MOST_PRINTED], reader)
    return render(request, "papers/comments_print.html", {"paper": paper, "rows": rows})
