"""What waits to be looked at, what is decided of it, reports and second looks."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from mercat.common import links, pagination
from mercat.common.refusals import Refused
from mercat.common.views import form_page, tried
from mercat.practice.forms import AppealForm, ReportForm
from mercat.practice.lifecycle import WAITS
from mercat.practice.papers import actions, emails, forms, queries, rules
from mercat.practice.papers.lifecycle import CommentState
from mercat.practice.papers.models import Paper, PaperComment
from mercat.practice.papers.views.commenting import bound_to, ended
from mercat.practice.papers.views.loading import (
    find_comment,
    load_for_member,
    load_to_moderate,
    to_comment,
)

MOST_REPORTED = 100


@require_safe
def waiting(request: HttpRequest, paper_id: str) -> HttpResponse:
    """Of the public, not shown yet; and what is reported, or is to be looked at again."""
    membership, paper = load_to_moderate(request, paper_id)
    page = pagination.page(queries.waiting_in(paper), asked=request.GET, by="written_at")
    reports = queries.reports_to_answer(membership).filter(in_paper__paper=paper)
    reported: dict[int, dict[str, Any]] = {}
    for each in reports.select_related("in_paper__author", "in_paper__part")[:MOST_REPORTED]:
        row = reported.setdefault(each.in_paper_id or 0, {"comment": each.in_paper, "reports": []})
        row["reports"].append(each)
        row |= {"state": each.state, "since": row.get("since", each.waits_since)}
        row["is_own"] = bool(each.in_paper and rules.is_own(membership, each.in_paper))
        row["was_mine"] = each.judged_by_id == membership.person_id
    context = {"paper": paper, "page": page, "reported": list(reported.values())}
    return render(request, "papers/waiting.html", context)


@form_page
def keep(request: HttpRequest, paper_id: str, said_id: str) -> HttpResponse:
    return _judge(request, paper_id, said_id, "keep")


@form_page
def hide(request: HttpRequest, paper_id: str, said_id: str) -> HttpResponse:
    return _judge(request, paper_id, said_id, "hide")


@form_page
def hold(request: HttpRequest, paper_id: str, said_id: str) -> HttpResponse:
    return _judge(request, paper_id, said_id, "hold")


@form_page
def uphold(request: HttpRequest, paper_id: str, said_id: str) -> HttpResponse:
    return _judge(request, paper_id, said_id, "uphold")


@form_page
def show(request: HttpRequest, paper_id: str, said_id: str) -> HttpResponse:
    """What waited is shown by a press; what was hidden, with a reason."""
    return _judge(request, paper_id, said_id, "show")


def _judge(request: HttpRequest, paper_id: str, said_id: str, verb: str) -> HttpResponse:
    membership, paper = load_to_moderate(request, paper_id)
    said = _any_comment(paper, said_id)
    form = _form(request, said, verb)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "by": membership, "at": timezone.now()}
        if tried(request, getattr(actions, verb), paper=paper, comment=said, **given):
            messages.success(request, _done(said, verb))
        return redirect("papers:waiting", paper.public_id)
    reports = queries.reports_of(said).filter(state__in=WAITS)
    context = {"form": form, "paper": paper, "comment": said, "verb": verb, "reports": reports}
    return render(request, "papers/judge.html", context)


def _any_comment(paper: Paper, said_id: str) -> PaperComment:
    """For moderators: what waits, too."""
    found = queries.comment_in(paper).exclude(state=CommentState.UNCONFIRMED)
    return get_object_or_404(found, public_id=said_id)


def _form(request: HttpRequest, said: PaperComment, verb: str) -> forms.WhyForm:
    hint = _("Whoever reads the paper reads it, and whoever wrote the comment. Name nobody.")
    form = forms.WhyForm(request.POST if request.method == "POST" else None, help_text=hint)
    form.fields["why"].required = not _is_first_look(said, verb)
    return form


def _is_first_look(said: PaperComment, verb: str) -> bool:
    return verb == "show" and said.state == CommentState.WAITING


def _done(said: PaperComment, verb: str) -> str:
    if _is_first_look(said, verb):
        return _("The comment is shown.")
    return _("Done. Your reason is public, and those concerned have a mail.")


@form_page
def report_comment(request: HttpRequest, paper_id: str, said_id: str) -> HttpResponse:
    membership, paper = load_for_member(request, paper_id)
    said = get_object_or_404(queries.comments_of(paper), public_id=said_id)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "by": membership, "at": timezone.now()}
        if tried(request, actions.report, paper=paper, comment=said, **given):
            done = _("Thank you. Somebody looks at it, and you get a mail with what they decide.")
            messages.success(request, done)
            return to_comment(paper, said)
    context = {"form": form, "paper": paper, "comment": said, "name": said.speaker}
    return render(request, "papers/report_comment.html", context)


@form_page
def appeal(request: HttpRequest, paper_id: str, said_id: str) -> HttpResponse:
    """For whoever wrote what is hidden; they read their own words there, and the reason."""
    membership, paper = load_for_member(request, paper_id)
    said = find_comment(paper, said_id)
    rules.check_is_own(membership, said)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "by": membership, "at": timezone.now()}
        if tried(request, actions.appeal, paper=paper, comment=said, **given):
            done = _("Somebody else looks at it now, and you have a mail when it is decided.")
            messages.success(request, done)
            return to_comment(paper, said)
    return render(request, "papers/appeal.html", _appealing(said, paper, form))


def _appealing(said: PaperComment, paper: Paper, form: AppealForm) -> dict[str, Any]:
    can_appeal = queries.to_look_at_again(said) is not None
    return {"form": form, "paper": paper, "comment": said, "can_appeal": can_appeal}


# The secret in the address does the work of the CSRF check.
@csrf_exempt
@form_page
@never_cache
@login_not_required
def appeal_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """From the mail that tells somebody without an account why their comment is hidden."""
    at = timezone.now()
    try:
        link = links.read(token, purpose=emails.APPEAL, at=at)
        said = bound_to(link)
        form = AppealForm(request.POST or None)
        context = {**_appealing(said, said.paper, form), "by_link": True}
        if request.method == "POST" and form.is_valid():
            given = {**form.cleaned_data, "link": link, "at": at}
            actions.appeal(paper=said.paper, comment=said, **given)
            context["is_done"] = True
        response = render(request, "papers/appeal.html", context)
    except Refused as refusal:
        response = ended(request, refusal.sentence)
    response["Referrer-Policy"] = "no-referrer"
    return response
