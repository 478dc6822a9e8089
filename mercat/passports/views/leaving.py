"""What leavers leave: their manager, or whoever keeps things right, settles it here."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.common.views import form_page, tried
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import actions, leaving, queries, rules
from mercat.passports.forms import HandOverForm, SurrenderForm
from mercat.passports.models import Handover
from mercat.register.forms import CloseForm


@require_safe
def leavers(request: HttpRequest) -> HttpResponse:
    """Keepers and communications see all, managers what their own people left."""
    membership = membership_of(request)
    found = leaving.seen_by(membership)
    person = request.GET.get("person", "")
    if person.isascii() and person.isalnum():
        found = found.filter(membership__person__public_id=person)
    page = pagination.page(found, asked=request.GET, by="due_on")
    kept = f"&person={person}" if person.isascii() and person.isalnum() else ""
    accounts = [each.account_id for each in page.rows if each.account_id]
    context = {
        "page": page,
        "next_url": page.next_query and page.next_query + kept,
        "previous_url": page.previous_query and page.previous_query + kept,
        "is_filtered": bool(kept),
        "asked": leaving.asked_to_close(accounts) if accounts else set(),
        "short": leaving.short_of_administrators(accounts) if accounts else set(),
        "today": membership.organisation.day(timezone.now()),
        "sees_all": rules.sees_all_handovers(membership),
        "settles_all": rules.can_settle_any_handover(membership),
    }
    return render(request, "passports/leavers.html", context)


def _load(request: HttpRequest, handover_id: str) -> tuple[Membership, Handover]:
    membership = membership_of(request)
    handover = get_object_or_404(leaving.seen_by(membership), public_id=handover_id)
    rules.check_can_settle(membership, handover)
    return membership, handover


def _back(handover: Handover) -> HttpResponse:
    person = handover.membership.person.public_id
    return redirect(f"{reverse('passports:leavers')}?person={person}")


@form_page
def hand_over(request: HttpRequest, handover_id: str) -> HttpResponse:
    membership, handover = _load(request, handover_id)
    if handover.account is None:
        raise Http404("A passport is one person's.")
    form = HandOverForm(request.POST or None, organisation=membership.organisation)
    if request.method == "POST" and form.is_valid():
        given = {"level": form.cleaned_data["level"], "reason": form.cleaned_data["reason"]}
        to = form.cleaned_data["person"]
        if tried(
            request,
            actions.hand_over,
            handover=handover,
            to=to,
            **given,
            by=membership,
            at=timezone.now(),
        ):
            said = _("{name} looks after {account} now. Thank you.")
            messages.success(request, said.format(name=to.name, account=handover.account.name))
            return _back(handover)
    return render(request, "passports/hand_over.html", {"form": form, "handover": handover})


@form_page
def close_left(request: HttpRequest, handover_id: str) -> HttpResponse:
    membership, handover = _load(request, handover_id)
    if handover.account is None:
        raise Http404("A passport is given back, not closed.")
    today = membership.organisation.day(timezone.now())
    form = CloseForm(request.POST or None, account=handover.account, today=today)
    sent = request.method == "POST" and form.is_valid()
    if sent and tried(
        request,
        actions.ask_to_close_left,
        handover=handover,
        content=form.content(),
        reason=form.cleaned_data["reason"],
        by=membership,
        at=timezone.now(),
    ):
        messages.success(request, _("A second person is asked to agree that it is closed."))
        return _back(handover)
    return render(request, "passports/close_left.html", {"form": form, "handover": handover})


@form_page
def surrender_left(request: HttpRequest, handover_id: str) -> HttpResponse:
    membership, handover = _load(request, handover_id)
    if handover.passport is None:
        raise Http404("An account is handed over or closed.")
    if request.method == "POST":
        if tried(
            request, actions.surrender_left, handover=handover, by=membership, at=timezone.now()
        ):
            messages.success(request, _("The passport is given back. Thank you."))
        return _back(handover)
    return render(request, "passports/surrender_left.html", {"handover": handover})


@form_page
def surrender(request: HttpRequest, passport_id: str) -> HttpResponse:
    """The holder's own, at any time."""
    membership = membership_of(request)
    passport = get_object_or_404(queries.passports_seen_by(membership), public_id=passport_id)
    rules.check_can_surrender(membership, passport)
    form = SurrenderForm(request.POST if request.method == "POST" else None, passport=passport)
    if request.method == "POST" and form.is_valid():
        given = {"passport": passport, "to": form.to, "by": membership, "at": timezone.now()}
        if tried(request, actions.surrender, **given):
            messages.success(request, _("You have given the passport back. Thank you."))
            return redirect("passports:passport", passport.public_id)
    return render(request, "passports/surrender.html", {"form": form, "passport": passport})
