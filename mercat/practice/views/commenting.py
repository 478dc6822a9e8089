"""What people say under a page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common import pagination
from mercat.common.refusals import Refused
from mercat.common.views import form_page, open_to_readers, tried
from mercat.organisations.middleware import membership_of, reader
from mercat.organisations.models import Membership
from mercat.practice import actions, passages, queries, rules
from mercat.practice.forms import ChangeCommentForm, CommentForm, ReportForm
from mercat.practice.models import Page, PageComment
from mercat.practice.views.asking import ask
from mercat.practice.views.loading import load, readable

FIRST = 20  # of a page's comments below its text; the rest stands on a page of its own


def under(request: HttpRequest, page: Page) -> dict[str, Any]:
    """Of the page itself: the first comments, and whether one can add to them."""
    membership = reader(request)
    stems = list(queries.stems_of(membership, page).order_by("pk")[: FIRST + 1])
    who = queries.Reader(membership, page, timezone.now())
    return {
        "said": queries.said(stems[:FIRST], who),
        "has_more": len(stems) > FIRST,
        "takes_comments": bool(membership) and rules.takes_comments(page),
        "is_member": bool(membership),
    }


@open_to_readers
@require_safe
def comments(request: HttpRequest, page_id: str) -> HttpResponse:
    """All of them; of each as much as this reader may read."""
    page = get_object_or_404(readable(request).prefetch_related("writers"), public_id=page_id)
    membership = reader(request)
    rows = pagination.page(
        queries.stems_of(membership, page), asked=request.GET, by="id", size=FIRST
    )
    who = queries.Reader(membership, page, timezone.now())
    context = {
        "page": page,
        "rows": rows,
        "said": queries.said(rows.rows, who),
        "takes_comments": bool(membership) and rules.takes_comments(page),
        "is_member": bool(membership),
    }
    return render(request, "practice/comments.html", context)


@require_safe
def comment_of(request: HttpRequest, page_id: str, page_comment_id: str) -> HttpResponse:
    """One, with what it answers and what answers it."""
    membership, page, said = _said(request, page_id, page_comment_id)
    stem = said.comment.answers_id or said.comment_id
    stems = queries.comments_for(membership, page).filter(comment=stem)
    who = queries.Reader(membership, page, timezone.now())
    context = {
        "page": page,
        "said": queries.said(stems, who),
        "takes_comments": rules.takes_comments(page),
        "is_member": True,
    }
    return render(request, "practice/comment_of.html", context)


def _said(
    request: HttpRequest, page_id: str, page_comment_id: str
) -> tuple[Membership, Page, PageComment]:
    membership = membership_of(request)
    seen = queries.seen_by(membership).prefetch_related("writers")
    page = get_object_or_404(seen, public_id=page_id)
    found = queries.comments_for(membership, page)
    return membership, page, get_object_or_404(found, comment__public_id=page_comment_id)


@form_page
def comment(request: HttpRequest, page_id: str) -> HttpResponse:
    membership, page = load(request, page_id)
    return _write(request, membership, page, to=None)


@form_page
def reply(request: HttpRequest, page_id: str, page_comment_id: str) -> HttpResponse:
    membership, page, said = _said(request, page_id, page_comment_id)
    return _write(request, membership, page, to=said)


def _write(
    request: HttpRequest, membership: Membership, page: Page, *, to: PageComment | None
) -> HttpResponse:
    form = _form(request, page)
    context = {"form": form, "page": page, "to": to, "takes": rules.takes_comments(page)}
    context["reach"] = rules.narrower(rules.reach_of(page), to.reach if to else "public")
    if request.method == "POST" and form.is_valid():
        given = {"page": page, **form.given(), "to": to, "by": membership}
        try:
            made = actions.comment(**given, at=timezone.now())
        except Refused as refusal:
            form.add_error("text", refusal.sentence)
        else:
            messages.success(request, _done(made, _("Your comment stands below the text.")))
            return _to(made)
    return render(request, "practice/comment.html", context)


def _form(request: HttpRequest, page: Page) -> CommentForm:
    typed = request.POST.get("number", "")
    number = int(typed) if typed.isdecimal() and len(typed) < 9 else page.number
    return CommentForm(
        request.POST or None,
        read=queries.as_read(page, number),
        number=number,
        quote=" ".join(request.GET.get("quote", "").split())[: passages.LONGEST],
    )


def _done(said: PageComment, sentence: str) -> str:
    """With the names of those who were told, so that a slip of the pen is seen."""
    names = [each.words for each in said.mentions.order_by("pk")]
    if not names:
        return sentence
    return _("{done} You named {names}.").format(done=sentence, names=", ".join(names))


def _to(said: PageComment) -> HttpResponse:
    place = redirect("practice:comment_of", said.page.public_id, said.comment.public_id)
    place["Location"] += f"#c-{said.comment.public_id}"
    return place


@form_page
def change_comment(request: HttpRequest, page_id: str, page_comment_id: str) -> HttpResponse:
    membership, page, said = _said(request, page_id, page_comment_id)
    rules.check_is_author(said, membership.person)
    form = ChangeCommentForm(request.POST or None, initial={"text": said.comment.text})
    if request.method == "POST" and form.is_valid():
        given = {"said": said, **form.cleaned_data, "by": membership}
        try:
            changed = actions.change_comment(**given, at=timezone.now())
        except Refused as refusal:
            form.add_error("text", refusal.sentence)
        else:
            done = _("Your comment is changed. How it read before is kept.")
            messages.success(request, _done(changed, done))
            return _to(changed)
    context = {"form": form, "page": page, "said": said}
    return render(request, "practice/change_comment.html", context)


@require_POST
def withdraw_comment(request: HttpRequest, page_id: str, page_comment_id: str) -> HttpResponse:
    membership, page, said = _said(request, page_id, page_comment_id)
    given = {"said": said, "by": membership, "at": timezone.now()}
    if tried(request, actions.withdraw_comment, **given):
        messages.success(request, _("Your comment is withdrawn. Nobody reads it any more."))
    return redirect("practice:page", page.public_id)


@form_page
def report_comment(request: HttpRequest, page_id: str, page_comment_id: str) -> HttpResponse:
    membership, page, said = _said(request, page_id, page_comment_id)
    return ask(
        request,
        template="practice/report_comment.html",
        form=ReportForm(request.POST or None),
        page=page,
        by=membership,
        action=actions.report,
        given={"page": page, "said": said},
        done=_("Thank you. The page’s organisation looks at it, and tells you what it decides."),
        said=said,
    )
