"""Changes that a second person agrees: the page of each asks what, and why."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from mercat.common.views import form_page
from mercat.register import actions, rules
from mercat.register.forms import AddressForm, CloseForm, OwnerForm, StatusForm, status_moves
from mercat.register.lifecycle import OPEN
from mercat.register.views.loading import asked, done, load, to_account, today


@form_page
def change_owner(request: HttpRequest, account_id: str) -> HttpResponse:
    title = _("Another owner")
    return _propose(request, account_id, OwnerForm, title=title)


@form_page
def change_address(request: HttpRequest, account_id: str) -> HttpResponse:
    title = _("Another name on the platform")
    return _propose(request, account_id, AddressForm, title=title)


@form_page
def change_status(request: HttpRequest, account_id: str) -> HttpResponse:
    _membership, account = load(request, account_id)
    if not status_moves(account):
        raise Http404("Nothing that this status leads to.")
    return _propose(request, account_id, StatusForm, title=_("Another status"))


@form_page
def close(request: HttpRequest, account_id: str) -> HttpResponse:
    _membership, account = load(request, account_id)
    if account.status not in OPEN:
        raise Http404("It is closed already.")
    return _propose(request, account_id, CloseForm, title=_("Close this account"))


def _propose(request: HttpRequest, account_id: str, kind: Any, *, title: str) -> HttpResponse:
    membership, account = load(request, account_id)
    rules.check_can_edit(membership, account)
    form = kind(request.POST or None, account=account, today=today(membership))
    if done(
        request,
        form,
        actions.propose,
        said=_("A second person is asked to agree. Until then everything stays as it is."),
        account=account,
        kind=kind.kind,
        content=form.content,
        reason=lambda: form.cleaned_data["reason"],
        by=membership,
    ):
        return to_account(account)
    intro = _(
        "The register’s keeper or the chair of the panel, whoever of them is not you, agrees "
        "or declines. What the public sees stays as it is until then."
    )
    return asked(request, form, account, title=title, button=_("Ask for it"), intro=intro)
