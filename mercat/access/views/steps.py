"""The steps of ICT, and asking again: each one form and one action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mercat.access import actions, forms, rules
from mercat.access.views.barriers import load
from mercat.common import forms as common
from mercat.common.languages import Text
from mercat.common.views import form_page, tried


@dataclass(frozen=True, slots=True)
class Step:
    check: Callable[..., None]
    action: Callable[..., Any]
    form: type[common.Form]
    title: Text
    button: Text
    said: Text


def _asked(request: HttpRequest, barrier_id: str, step: Step) -> HttpResponse:
    membership, barrier = load(request, barrier_id)
    step.check(membership, barrier)
    form = step.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "by": membership, "at": timezone.now()}
        if tried(request, step.action, barrier=barrier, **given):
            messages.success(request, str(step.said))
            return redirect("access:barrier", barrier.public_id)
    context = {"form": form, "barrier": barrier, "title": step.title, "button": step.button}
    return render(request, "access/form.html", context)


TAKE = Step(
    *(rules.check_can_take, actions.take, forms.TakeForm),
    *(_("ICT has it"), _("Say so"), _("Those who wait hear it.")),
)
SET_DUE = Step(
    *(rules.check_can_open, actions.set_due, forms.SetDueForm),
    *(_("It takes longer"), _("Say so"), _("Those who wait hear why.")),
)
TRY_OUT = Step(
    *(rules.check_can_open, actions.try_out, forms.TryOutForm),
    *(_("Try it out"), _("Begin the trial"), _("The trial runs. You are reminded when it ends.")),
)
OPEN_TO_SOME = Step(
    *(rules.check_can_open, actions.open_to_some, forms.OpenToSomeForm),
    *(_("Open it to some"), _("It is open to them")),
    _("It is open to some, and those who waited hear it."),
)
OPEN_TO_ALL = Step(
    *(rules.check_can_open, actions.open_to_all, forms.OpenToAllForm),
    *(_("Open it to all"), _("It is open to all")),
    _("It is open to all, and those who waited hear it."),
)
DECLINE = Step(
    *(rules.check_can_open, actions.decline, forms.DeclineForm),
    *(_("Decline it"), _("Decline it")),
    _("Those who waited read your reasons. They may ask again."),
)
REOPEN = Step(
    *(rules.check_can_reopen, actions.reopen, forms.ReopenForm),
    *(_("Ask again"), _("Ask again"), _("ICT is asked again.")),
)


@form_page
def take(request: HttpRequest, barrier_id: str) -> HttpResponse:
    return _asked(request, barrier_id, TAKE)


@form_page
def set_due(request: HttpRequest, barrier_id: str) -> HttpResponse:
    return _asked(request, barrier_id, SET_DUE)


@form_page
def try_out(request: HttpRequest, barrier_id: str) -> HttpResponse:
    return _asked(request, barrier_id, TRY_OUT)


@form_page
def open_to_some(request: HttpRequest, barrier_id: str) -> HttpResponse:
    return _asked(request, barrier_id, OPEN_TO_SOME)


@form_page
def open_to_all(request: HttpRequest, barrier_id: str) -> HttpResponse:
    return _asked(request, barrier_id, OPEN_TO_ALL)


@form_page
def decline(request: HttpRequest, barrier_id: str) -> HttpResponse:
    return _asked(request, barrier_id, DECLINE)


@form_page
def reopen(request: HttpRequest, barrier_id: str) -> HttpResponse:
    return _asked(request, barrier_id, REOPEN)
