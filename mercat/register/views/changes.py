from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common import pagination
from mercat.common.views import form_page
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.register import actions, queries, rules
from mercat.register.forms import DeclineForm
from mercat.register.models import Change
from mercat.register.views import telling
from mercat.register.views.loading import done, to_account


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Everything that waits for a second person."""
    membership = membership_of(request)
    rules.check_can_see_changes(membership)
    found = queries.changes_waiting(membership.organisation)
    page = pagination.page(found, asked=request.GET, by="proposed_at")
    return render(request, "register/changes.html", {"page": page})


def _load(request: HttpRequest, change_id: str) -> tuple[Membership, Change]:
    membership = membership_of(request)
    found = queries.changes_of(membership.organisation)
    change = get_object_or_404(found, public_id=change_id)
    rules.check_can_see_change(membership, change)
    return membership, change


@require_safe
def change_page(request: HttpRequest, change_id: str) -> HttpResponse:
    membership, change = _load(request, change_id)
    context = {
        "change": change,
        "rows": telling.rows_of(change),
        "agrees": rules.can_agree(membership, change),
        "asked": change.proposed_by_id == membership.person_id and not change.outcome,
    }
    return render(request, "register/change_page.html", context)


@require_POST
def agree(request: HttpRequest, change_id: str) -> HttpResponse:
    membership, change = _load(request, change_id)
    rules.check_can_agree_changes(membership)
    said = _("It is agreed, and holds from now on.")
    if done(request, None, actions.agree, said=said, change=change, by=membership):
        return to_account(change.account)
    return redirect("register:change", change_id)


@form_page
def decline(request: HttpRequest, change_id: str) -> HttpResponse:
    membership, change = _load(request, change_id)
    rules.check_can_agree_changes(membership)
    form = DeclineForm(request.POST or None)
    if done(
        request,
        form,
        actions.decline,
        said=_("It is declined. Whoever asked gets a mail with your reason."),
        change=change,
        reason=lambda: form.cleaned_data["reason"],
        by=membership,
    ):
        return to_account(change.account)
    return render(request, "register/decline.html", {"form": form, "change": change})


@require_POST
def withdraw(request: HttpRequest, change_id: str) -> HttpResponse:
    membership, change = _load(request, change_id)
    said = _("It is taken back. Everything stays as it is.")
    if done(request, None, actions.withdraw, said=said, change=change, by=membership):
        return to_account(change.account)
    return redirect("register:change", change_id)
