"""The sentences that are offered for reasons, and who keeps them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.views import form_page, tried
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.passports import actions, queries, rules
from mercat.passports.forms import ReasonForm
from mercat.passports.models import ReasonWords


def _keeper(request: HttpRequest) -> Membership:
    membership = membership_of(request)
    rules.check_can_keep_reasons(membership)
    return membership


def _found(request: HttpRequest, reason_id: str) -> tuple[Membership, ReasonWords]:
    membership = membership_of(request)
    found = queries.reasons_of(membership.organisation)
    reason = get_object_or_404(found, public_id=reason_id)
    rules.check_can_keep_reasons(membership)
    return membership, reason


@require_safe
def reasons(request: HttpRequest) -> HttpResponse:
    found = queries.reasons_of(_keeper(request).organisation)
    return render(request, "passports/reasons.html", {"reasons": list(found)})


@form_page
def add_reason(request: HttpRequest) -> HttpResponse:
    membership = _keeper(request)
    form = ReasonForm(request.POST or None, organisation=membership.organisation)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        if tried(request, actions.add_reason, **form.given(), by=membership, at=at):
            messages.success(request, _("The sentence is offered from now on."))
            return redirect("passports:reasons")
    return render(request, "passports/reason.html", {"form": form})


@form_page
def change_reason(request: HttpRequest, reason_id: str) -> HttpResponse:
    membership, reason = _found(request, reason_id)
    form = ReasonForm(request.POST or None, organisation=membership.organisation, reason=reason)
    if request.method == "POST" and form.is_valid():
        given = {"reason": reason, **form.given(), "by": membership, "at": timezone.now()}
        if tried(request, actions.change_reason, **given):
            said = _("The sentence is changed. Letters keep the words they have.")
            messages.success(request, said)
            return redirect("passports:reasons")
    return render(request, "passports/reason.html", {"form": form, "reason": reason})


@require_POST
def remove_reason(request: HttpRequest, reason_id: str) -> HttpResponse:
    membership, reason = _found(request, reason_id)
    if tried(request, actions.remove_reason, reason=reason, by=membership, at=timezone.now()):
        messages.success(request, _("The sentence is offered no more."))
    return redirect("passports:reasons")
