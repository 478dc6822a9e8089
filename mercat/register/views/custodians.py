from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from mercat.common.views import form_page
from mercat.organisations.models import Membership
from mercat.register import actions, queries, rules
from mercat.register.forms import ChangeCustodianForm, CustodianForm, EndCustodianForm
from mercat.register.models import Account, Custodian
from mercat.register.views.loading import asked, done, load, to_account


@form_page
def add_custodian(request: HttpRequest, account_id: str) -> HttpResponse:
    membership, account = load(request, account_id)
    rules.check_can_edit(membership, account)
    form = CustodianForm(request.POST or None, account=account)
    if done(
        request,
        form,
        actions.add_custodian,
        said=_("They are on the record."),
        account=account,
        person=lambda: form.cleaned_data["person"],
        level=lambda: Custodian.Level(form.cleaned_data["level"]),
        reason=lambda: form.cleaned_data["reason"],
        by=membership,
    ):
        return to_account(account)
    title = _("Who else looks after it?")
    intro = _("Two administrators at least, never one alone.")
    return asked(request, form, account, title=title, button=_("Add"), intro=intro)


def _load(
    request: HttpRequest, account_id: str, custodian_id: int
) -> tuple[Membership, Account, Custodian]:
    membership, account = load(request, account_id)
    rules.check_can_edit(membership, account)
    custodian = get_object_or_404(queries.custodians_of(account), pk=custodian_id)
    custodian.account = account
    return membership, account, custodian


@form_page
def change_custodian(request: HttpRequest, account_id: str, custodian_id: int) -> HttpResponse:
    membership, account, custodian = _load(request, account_id, custodian_id)
    form = ChangeCustodianForm(request.POST or None)
    if done(
        request,
        form,
        actions.change_custodian,
        said=_("Their part is changed."),
        custodian=custodian,
        level=lambda: Custodian.Level(form.cleaned_data["level"]),
        reason=lambda: form.cleaned_data["reason"],
        by=membership,
    ):
        return to_account(account)
    title = _("Another part for %(person)s") % {"person": custodian.person.name}
    return asked(request, form, account, title=title, button=_("Change"))


@form_page
def end_custodian(request: HttpRequest, account_id: str, custodian_id: int) -> HttpResponse:
    membership, account, custodian = _load(request, account_id, custodian_id)
    form = EndCustodianForm(request.POST or None)
    if done(
        request,
        form,
        actions.end_custodian,
        said=_("They look after it no longer. Make sure that they cannot sign in to it."),
        custodian=custodian,
        reason=lambda: form.cleaned_data["reason"],
        by=membership,
    ):
        return to_account(account)
    title = _("Does %(person)s stop?") % {"person": custodian.person.name}
    intro = _("That they looked after it stays on the record, with both days.")
    return asked(request, form, account, title=title, button=_("They stop"), intro=intro)
