"""Accounts that somebody listed as their own: for that person alone, and for the look-up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mercat.common.refusals import NotAllowed, Refused
from mercat.common.views import form_page, tried
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.register import actions, queries
from mercat.register.elections import actions as elections
from mercat.register.forms.own import OwnForm


@form_page
def list_own(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    offered = {name: request.GET.get(name, "")[:500] for name in ("address", "name")}
    form = OwnForm(request.POST or None, initial=offered)
    if request.method == "POST" and form.is_valid() and _listed(form, by=membership):
        messages.success(request, _("Your account is listed as your own."))
        return redirect("register:list_own")
    accounts = queries.own_accounts_of(membership.person, membership.organisation)[:50]
    return render(request, "register/own.html", {"form": form, "accounts": accounts})


def _listed(form: OwnForm, *, by: Membership) -> bool:
    """A refusal stands beside the address, and what was typed stays."""
    recognised, name = form.cleaned_data["address"], form.cleaned_data["name"]
    try:
        elections.list_own(recognised=recognised, name=name, by=by, at=timezone.now())
    except NotAllowed:
        form.add_error("address", _("Somebody else has listed this account as their own"))
    except Refused as refusal:
        form.add_error("address", refusal.sentence)
    return not form.errors


@require_POST
def remove_own(request: HttpRequest, account_id: str) -> HttpResponse:
    membership = membership_of(request)
    own = queries.own_accounts_of(membership.person, membership.organisation)
    account = get_object_or_404(own, public_id=account_id)
    if tried(request, actions.remove_own, account=account, by=membership, at=timezone.now()):
        messages.success(request, _("Your account is off the register. Nothing of it is kept."))
    return redirect("register:list_own")
