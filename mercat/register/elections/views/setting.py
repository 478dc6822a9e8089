"""The days of a period, and what one press does to it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mercat.common.views import form_page, tried
from mercat.organisations.middleware import membership_of
from mercat.register.elections import actions, forms, rules
from mercat.register.elections.views.loading import load_to_set, to_period, today


@form_page
def set_period(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_set_periods(membership)
    form = forms.PeriodForm(request.POST or None, today=today(membership))
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "by": membership, "at": timezone.now()}
        if tried(request, actions.set_period, **given):
            messages.success(request, _("The period is set. It begins and ends by itself."))
            return redirect("elections:periods")
    context = {"form": form, "title": _("Set a pre-election period"), "button": _("Set it")}
    return render(request, "elections/form.html", context)


def _days(
    request: HttpRequest, period_id: str, action: Callable[..., Any], *, title: str, said: str
) -> HttpResponse:
    membership, period = load_to_set(request, period_id)
    form = forms.PeriodForm(request.POST or None, today=today(membership), period=period)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "by": membership, "at": timezone.now()}
        if tried(request, action, period=period, **given):
            messages.success(request, said)
            return to_period(period)
    context = {"form": form, "period": period, "title": title, "button": _("Set it")}
    return render(request, "elections/form.html", context)


@form_page
def change(request: HttpRequest, period_id: str) -> HttpResponse:
    said = _("The period is changed.")
    return _days(request, period_id, actions.change, title=_("Change the period"), said=said)


@form_page
def accept(request: HttpRequest, period_id: str) -> HttpResponse:
    said = _("The period is set. It begins and ends by itself.")
    title = _("Set the period that was proposed")
    return _days(request, period_id, actions.accept, title=title, said=said)


def _pressed(
    request: HttpRequest, period_id: str, action: Callable[..., Any], said: str
) -> HttpResponse:
    membership, period = load_to_set(request, period_id)
    if tried(request, action, period=period, by=membership, at=timezone.now()):
        messages.success(request, said)
    return to_period(period)


@require_POST
def decline(request: HttpRequest, period_id: str) -> HttpResponse:
    return _pressed(request, period_id, actions.decline, _("Noted: it is not for us."))


@require_POST
def call_off(request: HttpRequest, period_id: str) -> HttpResponse:
    return _pressed(request, period_id, actions.call_off, _("The period is called off."))


@require_POST
def chase(request: HttpRequest, period_id: str) -> HttpResponse:
    said = _("Everybody who has not acknowledged gets a mail, once today at most.")
    return _pressed(request, period_id, actions.chase, said)
