from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common import pagination
from mercat.common.views import form_page, tried
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership, Organisation
from mercat.practice import actions, queries, rules
from mercat.practice.forms import AcceptForm, AnswerForm, SuggestForm, UseForm
from mercat.practice.models import Page, Suggestion, Use
from mercat.practice.views.asking import ask
from mercat.practice.views.loading import load


@form_page
def suggest(request: HttpRequest, page_id: str) -> HttpResponse:
    membership, page = load(request, page_id)
    initial = {"body": page.body, "number": page.number}
    form = SuggestForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and form.cleaned_data["body"] == page.body:
        form.add_error("body", _("Nothing differs from the text yet"))
    if request.method == "POST" and form.is_valid():
        form.cleaned_data["number"] = form.cleaned_data["number"] or page.number
    return ask(
        request,
        template="practice/suggest.html",
        form=form,
        page=page,
        by=membership,
        action=actions.suggest,
        given={"page": page},
        done=_("Thank you. Those who write the page read it and answer you."),
    )


@require_safe
def suggestions(request: HttpRequest, page_id: str) -> HttpResponse:
    _membership, page = load(request, page_id)
    rows = pagination.page(
        queries.suggestions_of(page), asked=request.GET, by="made_at", size=30, newest_first=True
    )
    return render(request, "practice/suggestions.html", {"page": page, "rows": rows})


def _suggestion(
    request: HttpRequest, page_id: str, suggestion_id: str
) -> tuple[Membership, Page, Suggestion]:
    membership, page = load(request, page_id)
    found = Suggestion.objects.filter(page=page).select_related(
        "by", "organisation", "page__organisation"
    )
    return membership, page, get_object_or_404(found, public_id=suggestion_id)


@form_page
def suggestion(request: HttpRequest, page_id: str, suggestion_id: str) -> HttpResponse:
    """What differs; its writers accept it, perhaps with words of their own."""
    membership, page, suggestion = _suggestion(request, page_id, suggestion_id)
    initial = {"body": suggestion.body, "why": suggestion.why, "number": page.number}
    form = AcceptForm(request.POST or None, initial=initial)
    if request.method == "POST":
        rules.check_can_write(membership, page)
        if form.is_valid():
            given = {"body": form.cleaned_data["body"], "number": form.cleaned_data["number"] or 0}
            about = {"suggestion": suggestion, **given, "by": membership, "at": timezone.now()}
            if tried(request, actions.accept, **about):
                messages.success(request, _("Accepted. The page thanks whoever suggested it."))
            return redirect("practice:page", page.public_id)
    spoke_of = queries.revision(page, suggestion.number)
    context = {
        "page": page,
        "suggestion": suggestion,
        "form": form,
        "differs": queries.sides(spoke_of.body if spoke_of else page.body, suggestion.body),
        "is_older": suggestion.number != page.number,
        "may_answer": suggestion.state == "open" and rules.can_write(membership, page),
        "is_own": suggestion.by_id == membership.person_id,
    }
    return render(request, "practice/suggestion.html", context)


@form_page
def decline(request: HttpRequest, page_id: str, suggestion_id: str) -> HttpResponse:
    membership, page, suggestion = _suggestion(request, page_id, suggestion_id)
    rules.check_can_write(membership, page)
    return ask(
        request,
        template="practice/decline.html",
        form=AnswerForm(request.POST or None),
        page=page,
        by=membership,
        action=actions.decline,
        given={"suggestion": suggestion},
        done=_("Declined, with your reason."),
        suggestion=suggestion,
    )


@require_POST
def take_back(request: HttpRequest, page_id: str, suggestion_id: str) -> HttpResponse:
    membership, page, suggestion = _suggestion(request, page_id, suggestion_id)
    given = {"suggestion": suggestion, "by": membership, "at": timezone.now()}
    if tried(request, actions.take_back, **given):
        messages.success(request, _("You took it back."))
    return redirect("practice:page", page.public_id)


@form_page
def use(request: HttpRequest, page_id: str) -> HttpResponse:
    membership, page = load(request, page_id)
    return ask(
        request,
        template="practice/use.html",
        form=UseForm(request.POST or None),
        page=page,
        by=membership,
        action=actions.say_use,
        given={"page": page},
        done=_("Thank you: it stands on this page, and on your organisation’s."),
        own=Use.objects.filter(page=page, organisation=membership.organisation),
    )


@require_POST
def unsay_use(request: HttpRequest, page_id: str, kind: str) -> HttpResponse:
    membership, page = load(request, page_id)
    found = Use.objects.filter(page=page, organisation=membership.organisation).select_related(
        "page"
    )
    given = {"use": get_object_or_404(found, kind=kind), "by": membership, "at": timezone.now()}
    if tried(request, actions.unsay_use, **given):
        messages.success(request, _("It is taken back."))
    return redirect("practice:page", page.public_id)


@require_POST
def follow(request: HttpRequest) -> HttpResponse:
    """A page, a tag or an organisation, by its id."""
    membership = membership_of(request)
    kind, key = request.POST.get("kind", ""), request.POST.get("of", "").replace("\0", "")
    about: dict[str, Any]
    if kind == "tag":
        about = {"tag": get_object_or_404(queries.tags_of_all(), public_id=key)}
    elif kind == "organisation":
        about = {"of": get_object_or_404(Organisation, slug=key)}
    else:
        about = {"page": get_object_or_404(queries.seen_by(membership), public_id=key)}
    by_mail = request.POST.get("by_mail") == "yes"
    actions.follow(**about, by_mail=by_mail, by=membership, at=timezone.now())
    messages.success(request, _("You follow it. This page shows what is new."))
    return redirect("practice:following")


@require_POST
def unfollow(request: HttpRequest, follow_id: str) -> HttpResponse:
    membership = membership_of(request)
    actions.unfollow(follow=get_object_or_404(queries.follows_of(membership), public_id=follow_id))
    messages.success(request, _("You do not follow it any more."))
    return redirect("practice:following")


@require_safe
def following(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    follows = list(queries.follows_of(membership)[:200])
    context = {"follows": follows, "news": queries.news_of(membership, follows, all_new=True)}
    return render(request, "practice/following.html", context)
