"""Contradictory claims: who says what, “it is ours”, or back with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.common.views import form_page
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.register import actions, queries, rules
from mercat.register.forms import ClaimForm, WithdrawClaimForm
from mercat.register.models import Dispute
from mercat.register.views.loading import done


@require_safe
def disputes(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_keep(membership)
    found = queries.disputes_of(membership.organisation)
    page = pagination.page(found, asked=request.GET, by="began_at", newest_first=True)
    return render(request, "register/disputes.html", {"page": page})


def _load(request: HttpRequest, dispute_id: str) -> tuple[Membership, Dispute, dict[str, Any]]:
    membership = membership_of(request)
    found = queries.disputes_of(membership.organisation)
    dispute = get_object_or_404(found, public_id=dispute_id)
    rules.check_can_keep(membership)
    sides = list(queries.sides_of(dispute))
    ours = next(each for each in sides if each.organisation_id == membership.organisation_id)
    others = [each for each in sides if each is not ours]
    return membership, dispute, {"dispute": dispute, "ours": ours, "others": others}


@require_safe
def dispute(request: HttpRequest, dispute_id: str) -> HttpResponse:
    _membership, _dispute, context = _load(request, dispute_id)
    said = {each.organisation_id: each.answer for each in queries.claims_in(context["dispute"])}
    for side in (context["ours"], *context["others"]):
        side.answer = said.get(side.organisation_id, "")
    return render(request, "register/dispute.html", context)


@form_page
def state_claim(request: HttpRequest, dispute_id: str) -> HttpResponse:
    membership, dispute, context = _load(request, dispute_id)
    ours = context["ours"]
    said = {"words": ours.words, "evidence": ours.evidence}
    form = ClaimForm(request.POST or None, initial=said)
    told = _("It is kept. The other organisation is told within the hour.")
    given = {name: lambda name=name: form.cleaned_data[name] for name in said}
    if done(request, form, actions.state_claim, said=told, dispute=dispute, by=membership, **given):
        return redirect("register:dispute", dispute_id)
    return render(request, "register/state_claim.html", {**context, "form": form})


@form_page
def withdraw_claim(request: HttpRequest, dispute_id: str) -> HttpResponse:
    membership, dispute, context = _load(request, dispute_id)
    form = WithdrawClaimForm(request.POST or None)
    if done(
        request,
        form,
        actions.withdraw_claim,
        said=_("You have taken it back. Your register says nothing of this account any more."),
        dispute=dispute,
        reason=lambda: form.cleaned_data["reason"],
        by=membership,
    ):
        return redirect("register:dispute", dispute_id)
    return render(request, "register/withdraw_claim.html", {**context, "form": form})
