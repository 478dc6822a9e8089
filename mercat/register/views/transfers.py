"""An account that goes to another organisation: ask, and the other's yes or no."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common.views import form_page
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.register import actions, queries, rules
from mercat.register.forms import OfferForm, RefuseForm
from mercat.register.models import Transfer
from mercat.register.views.loading import asked, done, load, to_account

INTRO = (
    "They are asked, and nothing changes until they say yes. Then it is on their register, the "
    "people who look after it here end, and ours says until when it was ours. Give them access "
    "on the platform yourself."
)


@form_page
def offer(request: HttpRequest, account_id: str) -> HttpResponse:
    membership, account = load(request, account_id)
    rules.check_can_keep(membership, account)
    form = OfferForm(request.POST or None, organisation=membership.organisation)
    if done(
        request,
        form,
        actions.offer,
        said=_("They are asked. You get a mail with their answer."),
        account=account,
        to=lambda: form.cleaned_data["to"],
        reason=lambda: form.cleaned_data["reason"],
        by=membership,
    ):
        return to_account(account)
    title, button = _("Another organisation runs it"), _("Ask them")
    return asked(request, form, account, title=title, button=button, intro=_(INTRO))


def _load(request: HttpRequest, transfer_id: str) -> tuple[Membership, Transfer]:
    membership = membership_of(request)
    found = queries.transfers_of(membership.organisation)
    transfer = get_object_or_404(found, public_id=transfer_id)
    rules.check_can_keep(membership)
    return membership, transfer


@require_safe
def transfer(request: HttpRequest, transfer_id: str) -> HttpResponse:
    membership, shown = _load(request, transfer_id)
    context = {
        "transfer": shown,
        "answers": rules.can_answer_transfer(membership, shown),
        "gave": shown.organisation_id == membership.organisation_id,
    }
    return render(request, "register/transfer.html", context)


@require_POST
def accept_transfer(request: HttpRequest, transfer_id: str) -> HttpResponse:
    membership, offered = _load(request, transfer_id)
    said = _("It is on your register now. Name its service and who else looks after it.")
    if done(request, None, actions.accept, said=said, transfer=offered, by=membership):
        offered.refresh_from_db()
        if offered.taken_as:
            return to_account(offered.taken_as)
    return redirect("register:transfer", transfer_id)


@form_page
def refuse_transfer(request: HttpRequest, transfer_id: str) -> HttpResponse:
    membership, offered = _load(request, transfer_id)
    form = RefuseForm(request.POST or None)
    if done(
        request,
        form,
        actions.refuse,
        said=_("They get a mail with your reason. Nothing has changed."),
        transfer=offered,
        reason=lambda: form.cleaned_data["reason"],
        by=membership,
    ):
        return redirect("register:transfer", transfer_id)
    return render(request, "register/refuse_transfer.html", {"form": form, "transfer": offered})


@require_POST
def take_back_transfer(request: HttpRequest, transfer_id: str) -> HttpResponse:
    membership, offered = _load(request, transfer_id)
    said = _("You have taken it back. Everything stays as it is.")
    done(request, None, actions.take_back, said=said, transfer=offered, by=membership)
    return redirect("register:transfer", transfer_id)
