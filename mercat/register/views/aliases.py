"""Other addresses of an account, and its twins in other languages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mercat.common.views import form_page
from mercat.register import actions, queries, rules
from mercat.register.forms import AliasForm, TwinForm
from mercat.register.models import Alias
from mercat.register.views.loading import asked, done, load, to_account, today


@form_page
def add_alias(request: HttpRequest, account_id: str) -> HttpResponse:
    membership, account = load(request, account_id)
    rules.check_can_keep(membership, account)
    form = AliasForm(request.POST or None, account=account, today=today(membership))
    if done(
        request,
        form,
        actions.add_alias,
        said=_("The look-up knows this address now."),
        account=account,
        recognised=lambda: form.cleaned_data["address"],
        kind=lambda: Alias.Kind(form.cleaned_data["kind"]),
        until=lambda: form.cleaned_data["until"],
        how=lambda: form.cleaned_data["how"],
        by=membership,
    ):
        return to_account(account)
    intro = _("A number, a short address, or a name that it had. Look at it first: do not guess.")
    title = _("Another address of this account")
    return asked(request, form, account, title=title, button=_("Add"), intro=intro)


@require_POST
def remove_alias(request: HttpRequest, account_id: str, alias_id: int) -> HttpResponse:
    membership, account = load(request, account_id)
    rules.check_can_keep(membership, account)
    alias = get_object_or_404(queries.aliases_of(account), pk=alias_id)
    said = _("The address is taken off.")
    done(request, None, actions.remove_alias, said=said, alias=alias, by=membership)
    return to_account(account)


@form_page
def link_twin(request: HttpRequest, account_id: str) -> HttpResponse:
    membership, account = load(request, account_id)
    rules.check_can_edit(membership, account)
    form = TwinForm(request.POST or None, account=account)
    if done(
        request,
        form,
        actions.link_twins,
        said=_("The two accounts are linked."),
        account=account,
        twin=lambda: form.cleaned_data["address"],
        by=membership,
    ):
        return to_account(account)
    title = _("The same account in another language")
    return asked(request, form, account, title=title, button=_("Link them"))


@require_POST
def unlink_twin(request: HttpRequest, account_id: str, twin_id: str) -> HttpResponse:
    membership, account = load(request, account_id)
    rules.check_can_edit(membership, account)
    twin = get_object_or_404(account.twins, public_id=twin_id)
    said = _("They are linked no longer.")
    done(request, None, actions.unlink_twins, said=said, account=account, twin=twin, by=membership)
    return to_account(account)
