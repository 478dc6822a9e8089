"""What people say under a part: signed in, or by name and an e-mail that they confirm."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from mercat.common import links
from mercat.common.models import ActLink
from mercat.common.refusals import Refused
from mercat.common.views import form_page, open_to_readers, open_to_speakers, tried
from mercat.organisations.models import Membership
from mercat.practice import passages
from mercat.practice.papers import actions, emails, forms, queries, voices
from mercat.practice.papers.models import Paper, PaperComment, Part, PartRevision
from mercat.practice.papers.views.loading import (
    find_comment,
    load,
    load_for_member,
    part_of,
    to_comment,
    today,
)

TOO_MANY = _("Too many comments from here in an hour. Try again later.")


@open_to_speakers
@form_page
def comment(request: HttpRequest, paper_id: str, part_id: str) -> HttpResponseBase:
    membership, paper = load(request, paper_id)
    return _said(request, paper, part_of(paper, part_id), membership)


@open_to_readers
@require_safe
def comment_of(request: HttpRequest, paper_id: str, said_id: str) -> HttpResponse:
    """One, with what it replies to and what replies to it: mails and notices lead here."""
    membership, paper = load(request, paper_id)
    said = find_comment(paper, said_id)
    reader = voices.reader_of(membership, paper, today=today(paper))
    stems = queries.comment_in(paper).filter(pk=said.replies_to_id or said.pk)
    rows = voices.said(stems, reader)
    context = {"paper": paper, "part": said.part, "reader": reader, "rows": rows}
    return render(request, "papers/comment_of.html", context)


@open_to_speakers
@form_page
def reply(request: HttpRequest, paper_id: str, said_id: str) -> HttpResponseBase:
    membership, paper = load(request, paper_id)
    stem = get_object_or_404(queries.comments_of(paper), public_id=said_id)
    return _said(request, paper, stem.part, membership, replies_to=stem)


def _said(
    request: HttpRequest,
    paper: Paper,
    part: Part,
    membership: Membership | None,
    *,
    replies_to: PaperComment | None = None,
) -> HttpResponse:
    form = _form(request, part, membership, replies_to)
    context = {"form": form, "paper": paper, "part": part, "is_member": bool(membership)}
    context["takes_comments"] = paper.takes_comments(today(paper))
    context |= _answered(replies_to, membership)
    if request.method != "POST" or not form.is_valid():
        return render(request, "papers/comment.html", context)
    if membership is None and not ratelimit.consume(request, action="comment"):
        form.add_error(None, str(TOO_MANY))
        return render(request, "papers/comment.html", context, status=429)
    given = {"part": part, **form.given(), "by": membership, "replies_to": replies_to}
    try:
        made = actions.comment(paper=paper, **given, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return render(request, "papers/comment.html", context)
    if membership is None:
        return render(request, "papers/comment_sent.html", {"paper": paper, "part": part})
    messages.success(request, _done(made))
    return to_comment(paper, made)


def _done(made: PaperComment) -> str:
    """With the names of those who were told, so that a slip of the pen is seen."""
    done = _("Your comment stands below the text.")
    names = [each.words for each in made.mentions.order_by("pk")]
    if not names:
        return done
    return _("{done} You named {names}.").format(done=done, names=", ".join(names))


def _form(
    request: HttpRequest,
    part: Part,
    membership: Membership | None,
    replies_to: PaperComment | None,
) -> forms.CommentForm:
    revision = _read(part, request.POST.get("number", ""))
    kind = forms.CommentForm if membership else forms.PublicCommentForm
    form = kind(
        request.POST or None,
        read=revision.text,
        number=revision.number,
        quote=" ".join(request.GET.get("quote", "").split())[: passages.LONGEST],
    )
    if replies_to and not form.is_bound:
        form.initial["subject"] = _("On: {subject}").format(subject=replies_to.subject)[:120]
    return form


def _read(part: Part, number: str) -> PartRevision:
    """The revision that they had before them; what is bent counts as the newest."""
    is_number = number.isdecimal() and len(number) < 9
    known = part.revisions.filter(number=int(number)).first() if is_number else None
    return known or queries.revision_of(part)


def _answered(replies_to: PaperComment | None, membership: Membership | None) -> dict[str, Any]:
    if replies_to is None:
        return {"replies_to": None}
    for_public = membership is None
    known = voices.faces([replies_to], for_public=for_public)
    name, _picture = known.named(replies_to, for_public=for_public)
    words = {"replies_to_name": name, "replies_to_text": known.text(replies_to)}
    return {"replies_to": replies_to, **words}


# The secret in the address does the work of the CSRF check.
@csrf_exempt
@form_page
@never_cache
@login_not_required
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """From the mail: looking changes nothing, one press sends the comment on."""
    at = timezone.now()
    try:
        link = links.read(token, purpose=emails.CONFIRM, at=at)
        said = bound_to(link)
        context = {"comment": said, "paper": said.paper, "part": said.part}
        if request.method == "POST":
            actions.confirm(comment=said, link=link, at=at)
            response = render(request, "papers/confirmed.html", context)
        else:
            response = render(request, "papers/confirm.html", context)
    except Refused as refusal:
        response = ended(request, refusal.sentence)
    response["Referrer-Policy"] = "no-referrer"
    return response


def bound_to(link: ActLink) -> PaperComment:
    found = PaperComment.objects.filter(public_id=link.subject, key=link.person_key)
    said = found.select_related("paper__organisation", "part").first()
    if said is None:
        raise Refused(str(links.GONE))
    return said


def ended(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "papers/link_ended.html", {"sentence": sentence}, status=410)


@require_POST
def agree(request: HttpRequest, paper_id: str, said_id: str) -> HttpResponse:
    return _pressed(request, paper_id, said_id, actions.agree)


@require_POST
def agree_no_longer(request: HttpRequest, paper_id: str, said_id: str) -> HttpResponse:
    return _pressed(request, paper_id, said_id, actions.agree_no_longer)


@require_POST
def withdraw_comment(request: HttpRequest, paper_id: str, said_id: str) -> HttpResponse:
    return _pressed(request, paper_id, said_id, actions.withdraw_comment)


def _pressed(request: HttpRequest, paper_id: str, said_id: str, action: Any) -> HttpResponse:
    membership, paper = load_for_member(request, paper_id)
    said = find_comment(paper, said_id)
    tried(request, action, paper=paper, comment=said, by=membership, at=timezone.now())
    return to_comment(paper, said)
