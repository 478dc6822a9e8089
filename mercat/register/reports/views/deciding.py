"""The steps, each a page with one question or one button."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mercat.common.views import form_page, tried
from mercat.organisations.models import Membership
from mercat.register.reports import actions, forms, queries, rules
from mercat.register.reports.lifecycle import ReviewState
from mercat.register.reports.models import ReportedAccount
from mercat.register.reports.views.loading import asked, load, pressed, to_reported


@require_POST
def look(request: HttpRequest, reported_id: str) -> HttpResponse:
    said = _("It is yours to look at.")
    return pressed(request, reported_id, actions.look, said=said)


@require_POST
def set_aside(request: HttpRequest, reported_id: str) -> HttpResponse:
    said = _("It is set aside. Nobody is answered, and the addresses are deleted.")
    return pressed(request, reported_id, actions.set_aside, said=said)


@require_POST
def reopen(request: HttpRequest, reported_id: str) -> HttpResponse:
    return pressed(request, reported_id, actions.reopen, said=_("It is looked at again."))


@require_POST
def agree(request: HttpRequest, reported_id: str) -> HttpResponse:
    said = _("The look-up says from now on that it is not ours. Write to its platform, too.")
    return pressed(request, reported_id, actions.agree, said=said)


@require_POST
def take_back(request: HttpRequest, reported_id: str) -> HttpResponse:
    return pressed(request, reported_id, actions.take_back, said=_("You have taken it back."))


@form_page
def clear(request: HttpRequest, reported_id: str) -> HttpResponse:
    membership, reported = load(request, reported_id)
    rules.check_can_triage(membership, reported)
    form = forms.ClearForm(request.POST or None)
    said = _("It is not false. Whoever left an e-mail hears so.")
    if _sent(request, form, actions.clear, said, reported, membership):
        return to_reported(reported)
    return asked(request, form, reported, title=_("It is not false"), button=_("It is not false"))


@form_page
def decline(request: HttpRequest, reported_id: str) -> HttpResponse:
    membership, reported = load(request, reported_id)
    rules.check_can_agree(membership, reported)
    form = forms.WordsForm(request.POST or None)
    said = _("You have not agreed. It is looked at again.")
    if _sent(request, form, actions.decline, said, reported, membership):
        return to_reported(reported)
    title = _("Why do you not agree?")
    return asked(request, form, reported, title=title, button=_("I do not agree"))


@form_page
def lift(request: HttpRequest, reported_id: str) -> HttpResponse:
    membership, reported = load(request, reported_id)
    rules.check_can_triage(membership, reported)
    form = forms.WordsForm(request.POST or None)
    said = _("Nobody is told any more that it pretends to be us.")
    if _sent(request, form, actions.lift, said, reported, membership):
        return to_reported(reported)
    title = _("Why do we stop calling it false?")
    return asked(request, form, reported, title=title, button=_("Stop calling it false"))


def _sent(
    request: HttpRequest,
    form: Any,
    action: Any,
    said: str,
    reported: ReportedAccount,
    by: Membership,
) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    given = form.cleaned_data
    if not tried(request, action, reported=reported, **given, by=by, at=timezone.now()):
        return False
    messages.success(request, said)
    return True


@form_page
def propose(request: HttpRequest, reported_id: str) -> HttpResponse:
    membership, reported = load(request, reported_id)
    rules.check_can_triage(membership, reported)
    today = membership.organisation.day(timezone.now())
    form = forms.ProposeForm(
        request.POST or None, request.FILES or None, today=today, member=membership
    )
    if request.method == "POST" and _proposed(request, form, reported, by=membership):
        messages.success(request, _("A second person looks at it now. Nothing is public yet."))
        return to_reported(reported)
    title = _("It pretends to be us")
    return asked(request, form, reported, title=title, button=_("Propose it"), proposes=True)


def _proposed(
    request: HttpRequest, form: forms.ProposeForm, reported: ReportedAccount, *, by: Membership
) -> bool:
    is_valid, at = form.is_valid(), timezone.now()
    form.keep(by=by, at=at)
    if not is_valid:
        return False
    given = {name: form.cleaned_data[name] for name in ("does", "since", "evidence")}
    given["picture"] = form.pictures[0]
    return tried(request, actions.propose, reported=reported, **given, by=by, at=at)


@form_page
def review(request: HttpRequest, reported_id: str, owner_review_id: str) -> HttpResponse:
    """What the owner says. Whoever had no part in calling it false answers."""
    membership, reported = load(request, reported_id)
    found = queries.reviews_of(membership.organisation).filter(reported=reported)
    review = get_object_or_404(found, public_id=owner_review_id)
    if request.method == "POST":
        rules.check_can_review(membership, review)
    form = forms.AnswerReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"review": review, **form.cleaned_data, "by": membership, "at": timezone.now()}
        if tried(request, actions.answer_review, **given):
            messages.success(request, _("The answer is on its way."))
            return to_reported(reported)
    waits = review.state == ReviewState.ASKED
    answers = waits and rules.can_review(membership, reported)
    context = {"reported": reported, "review": review, "form": form if answers else None}
    return render(request, "reports/review.html", context)
