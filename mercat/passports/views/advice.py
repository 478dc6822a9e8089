"""The pages of a conversation with communications."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from mercat.comments import actions as comments
from mercat.comments import queries as threads
from mercat.comments import rules as writing
from mercat.comments.forms import ChangeMessageForm, QuestionForm
from mercat.comments.models import Comment
from mercat.common import pagination
from mercat.common.views import form_page, is_prefetch, tried
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import actions, queries, rules
from mercat.passports import advice as conversations
from mercat.passports.forms.advice import AdviceForm
from mercat.passports.models import Advice, Application
from mercat.passports.views.loading import load
from mercat.register import queries as register
from mercat.register.models import Account

SENT = gettext_lazy("It is sent. You get a mail when there is an answer.")
SHARE = gettext_lazy("Show this message to the panel. It may be disclosed if somebody asks for it.")


@require_safe
def advice_list(request: HttpRequest) -> HttpResponse:
    """What this member asked communications, the newest first."""
    membership = membership_of(request)
    found = conversations.asked_by(membership)
    page = pagination.page(found, asked=request.GET, by="latest_at", newest_first=True)
    return render(request, "passports/advice_list.html", {"page": page})


@form_page
def ask_communications(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    form = QuestionForm(
        request.POST or None, initial={"subject": request.GET.get("about", "")[:120]}
    )
    if request.method == "POST" and form.is_valid():
        advice = actions.ask_communications(**form.cleaned_data, by=membership, at=timezone.now())
        messages.success(request, SENT)
        return redirect("passports:advice", advice.public_id)
    return render(request, "passports/ask_communications.html", {"form": form})


@form_page
def advice(request: HttpRequest, advice_id: str) -> HttpResponse:
    membership, advice = _load(request, advice_id)
    if request.method == "POST":
        return _write(request, membership, advice)
    read_to = 0
    if request.method == "GET" and not is_prefetch(request):
        read_to = comments.mark_read(thread=advice.thread, by=membership.person, at=timezone.now())
    return _page(request, membership, advice, read_to=read_to)


def _write(request: HttpRequest, membership: Membership, advice: Advice) -> HttpResponse:
    form = _form(membership, advice, request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        done = tried(
            request,
            actions.write_advice,
            advice=advice,
            text=typed["text"],
            shared=typed.get("shared", False),
            could_be_guidance=typed.get("could_be_guidance", False),
            points_to=typed["points_to"],
            quotes=_named(advice, typed["quotes"]),
            seen=_seen(advice, typed["seen"]),
            by=membership,
            at=timezone.now(),
        )
        if done:
            messages.success(request, _("Your message is sent."))
            if conversations.waiting(membership).filter(pk=advice.pk).exists():
                messages.info(request, _("They wrote again while you did: see below."))
            return redirect("passports:advice", advice.public_id)
    return _page(request, membership, advice, form=form)


@form_page
def application_advice(request: HttpRequest, application_id: str) -> HttpResponse:
    """The conversation on this application, or the page where it begins."""
    membership, application = load(request, application_id)
    begun = conversations.of_application(application)
    return _begin(request, membership, application, begun)


@form_page
def account_advice(request: HttpRequest, account_id: str) -> HttpResponse:
    """For those who look after the account; anybody else asks a question of their own."""
    membership = membership_of(request)
    account = get_object_or_404(register.accounts_of(membership.organisation), public_id=account_id)
    wanted = Advice(organisation=membership.organisation, account=account)
    if request.method != "POST" and not rules.can_write(membership, wanted):
        about = urlencode({"about": f"{account.name} on {account.platform_name}"})
        return redirect(f"{reverse('passports:ask_communications')}?{about}")
    return _begin(request, membership, account, conversations.of_account(account))


def _begin(
    request: HttpRequest, membership: Membership, about: Application | Account, begun: Advice | None
) -> HttpResponse:
    is_case = isinstance(about, Application)
    wanted = Advice(
        organisation=membership.organisation, **{"application" if is_case else "account": about}
    )
    rules.check_can_write(membership, wanted)
    if begun and request.method != "POST":
        return redirect("passports:advice", begun.public_id)
    form = _form(membership, wanted, request.POST or None)
    if request.method == "POST" and form.is_valid():
        advice = actions.begin_advice(
            about=about,
            text=form.cleaned_data["text"],
            shared=form.cleaned_data.get("shared", False),
            points_to=form.cleaned_data["points_to"],
            by=membership,
            at=timezone.now(),
        )
        messages.success(request, SENT)
        return redirect("passports:advice", advice.public_id)
    return render(request, "passports/advice.html", _context(membership, wanted, form))


def _load(request: HttpRequest, advice_id: str) -> tuple[Membership, Advice]:
    membership = membership_of(request)
    seen = conversations.seen_by(membership)
    return membership, get_object_or_404(seen, public_id=advice_id)


def _named(advice: Advice, comment_id: str) -> Comment | None:
    """A message of this conversation that stands, or none."""
    named = _seen(advice, comment_id)
    return None if named is None or named.withdrawn_at else named


def _seen(advice: Advice, comment_id: str) -> Comment | None:
    """The newest message on the page that somebody answered, withdrawn since or not."""
    if not comment_id.isalnum():
        return None
    return advice.thread.comments.filter(public_id=comment_id).first()


def _form(membership: Membership, advice: Advice, data: Any, **initial: Any) -> AdviceForm:
    advises = rules.can_answer_asker(membership, advice)
    label = SHARE if advice.application else ""
    return AdviceForm(
        data,
        share_label=label,
        advises=advises,
        organisation=membership.organisation,
        initial=initial,
    )


def _page(
    request: HttpRequest,
    membership: Membership,
    advice: Advice,
    *,
    form: AdviceForm | None = None,
    read_to: int = 0,
) -> HttpResponse:
    found = threads.messages_of(advice.thread)
    page = pagination.page(found, asked=request.GET, by="written_at", newest_first=True)
    rows = list(reversed(page.rows))
    wanted = request.POST.get("quotes") or request.GET.get("quote") or ""
    quoted = _named(advice, wanted[:10])
    pages = queries.pointed_to(membership.organisation, rows)
    newest = rows[-1].public_id if rows and not page.previous_query else ""
    form = form or _form(
        membership,
        advice,
        None,
        quotes=quoted.public_id if quoted else "",
        seen=newest,
    )
    context = {
        **_context(membership, advice, form),
        "page": page,
        "rows": [
            {**_row(membership, advice, comment, read_to), "pages": pages.get(comment.pk, [])}
            for comment in rows
        ],
        "quoted": quoted,
        "newest": newest,
    }
    return render(request, "passports/advice.html", context)


def _context(membership: Membership, advice: Advice, form: AdviceForm) -> dict[str, Any]:
    return {
        "advice": advice,
        "form": form,
        "advises": rules.can_answer_asker(membership, advice),
        "is_mine": advice.taken_by_id == membership.person_id,
        "case": _case(membership, advice),
    }


def _case(membership: Membership, advice: Advice) -> Application | None:
    """The application, if this reader may see it: a draft is not for communications."""
    if advice.application is None:
        return None
    return queries.seen_by(membership).filter(pk=advice.application.pk).first()


def _row(membership: Membership, advice: Advice, comment: Comment, read_to: int) -> dict[str, Any]:
    by, now = membership.person, timezone.now()
    own = comment.author_id == by.pk
    return {
        "comment": comment,
        "own": own,
        "is_new": bool(read_to) and comment.pk > read_to and not own,
        "may_change": writing.can_change(comment, by, at=now),
        "may_share": own and bool(advice.application) and not comment.shared_at,
        "from_communications": comment.part == conversations.COMMUNICATIONS,
    }


@form_page
def change_message(request: HttpRequest, advice_id: str, comment_id: str) -> HttpResponse:
    membership, advice, comment = _load_own(request, advice_id, comment_id)
    initial = {"text": comment.text, "shared": bool(comment.shared_at)}
    label = SHARE if advice.application else ""
    form = ChangeMessageForm(request.POST or None, initial=initial, share_label=label)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            request,
            actions.change_message,
            advice=advice,
            comment=comment,
            text=form.cleaned_data["text"],
            shared=form.cleaned_data.get("shared", False),
            by=membership,
            at=timezone.now(),
        )
    ):
        messages.success(request, _("Your message is changed. How it read before is kept."))
        return redirect("passports:advice", advice.public_id)
    context = {"form": form, "advice": advice, "comment": comment}
    return render(request, "passports/change_message.html", context)


@require_POST
def withdraw_message(request: HttpRequest, advice_id: str, comment_id: str) -> HttpResponse:
    membership, advice, comment = _load_own(request, advice_id, comment_id)
    if tried(
        request,
        actions.withdraw_message,
        advice=advice,
        comment=comment,
        by=membership,
        at=timezone.now(),
    ):
        messages.success(request, _("Your message is withdrawn. Nobody reads it on this page now."))
    return redirect("passports:advice", advice.public_id)


@require_POST
def share_message(request: HttpRequest, advice_id: str, comment_id: str) -> HttpResponse:
    membership, advice, comment = _load_own(request, advice_id, comment_id)
    if tried(
        request,
        actions.share_message,
        advice=advice,
        comment=comment,
        by=membership,
        at=timezone.now(),
    ):
        messages.success(request, _("The panel sees this message now, and nothing else from here."))
    return redirect("passports:advice", advice.public_id)


@require_POST
def flag_message(request: HttpRequest, advice_id: str, comment_id: str) -> HttpResponse:
    membership, advice = _load(request, advice_id)
    comment = get_object_or_404(advice.thread.comments, public_id=comment_id)
    tried(
        request,
        actions.flag_message,
        advice=advice,
        comment=comment,
        could_be_guidance=request.POST.get("could_be_guidance") == "yes",
        by=membership,
        at=timezone.now(),
    )
    return redirect("passports:advice", advice.public_id)


@require_POST
def make_guidance(request: HttpRequest, advice_id: str, comment_id: str) -> HttpResponse:
    """One step: the answer stands in a draft of shared practice, to be read once more."""
    membership, advice = _load(request, advice_id)
    comment = get_object_or_404(advice.thread.comments, public_id=comment_id)
    page = actions.make_guidance(advice=advice, comment=comment, by=membership, at=timezone.now())
    messages.success(request, _("Here is a draft. Take names out, then publish it."))
    return redirect("practice:change", page.public_id)


def _load_own(
    request: HttpRequest, advice_id: str, comment_id: str
) -> tuple[Membership, Advice, Comment]:
    membership, advice = _load(request, advice_id)
    comment = get_object_or_404(advice.thread.comments, public_id=comment_id)
    writing.check_is_author(comment, membership.person)
    return membership, advice, comment


@require_POST
def take_advice(request: HttpRequest, advice_id: str) -> HttpResponse:
    membership, advice = _load(request, advice_id)
    if tried(
        request,
        actions.take_advice,
        advice=advice,
        taken_from=request.POST.get("taken_from", ""),
        by=membership,
        at=timezone.now(),
    ):
        messages.success(request, _("You have it. Your colleagues see that you will answer."))
    return redirect("passports:advice", advice.public_id)


@require_POST
def give_back_advice(request: HttpRequest, advice_id: str) -> HttpResponse:
    membership, advice = _load(request, advice_id)
    if tried(request, actions.give_back_advice, advice=advice, by=membership, at=timezone.now()):
        messages.success(request, _("It is back in the queue for anybody in communications."))
    return redirect("passports:advice", advice.public_id)


@require_POST
def settle_advice(request: HttpRequest, advice_id: str) -> HttpResponse:
    membership, advice = _load(request, advice_id)
    if tried(
        request,
        actions.settle_advice,
        advice=advice,
        seen=_seen(advice, request.POST.get("seen", "")[:10]),
        by=membership,
        at=timezone.now(),
    ):
        messages.success(request, _("It no longer waits for an answer."))
    return redirect("passports:advice", advice.public_id)
