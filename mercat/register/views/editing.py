from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mercat.common.refusals import Refused
from mercat.common.views import form_page
from mercat.register import actions, rules
from mercat.register.forms import DetailsForm, LoseForm
from mercat.register.views.loading import asked, done, load, to_account, today

WAITS = gettext_lazy("What is private is saved. What the public reads waits for a second person.")


@form_page
def change(request: HttpRequest, account_id: str) -> HttpResponse:
    """The keeper's words hold at once; the owner's public words wait."""
    membership, account = load(request, account_id)
    rules.check_can_edit(membership, account)
    form = DetailsForm(request.POST or None, account=account)
    if request.method == "POST" and form.is_valid():
        try:
            waits = actions.change_details(
                account=account,
                details=form.details(),
                row_version=form.cleaned_data["row_version"],
                by=membership,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, WAITS if waits else _("The account is changed."))
            return to_account(account)
    context = {"form": form, "account": account, "keeps": rules.can_keep(membership)}
    return render(request, "register/change.html", context)


@form_page
def lose(request: HttpRequest, account_id: str) -> HttpResponse:
    membership, account = load(request, account_id)
    rules.check_can_lose(membership, account)
    form = LoseForm(request.POST or None, account=account, today=today(membership))
    if done(
        request,
        form,
        actions.lose,
        said=_("The look-up warns people about it from now on."),
        account=account,
        since=lambda: form.cleaned_data["since"],
        reason=lambda: form.cleaned_data["reason"],
        by=membership,
    ):
        return to_account(account)
    return asked(
        request,
        form,
        account,
        title=_("It is out of our hands"),
        button=_("Warn people now"),
        tone="warning",
        intro=_(
            "For an account that somebody else has taken, or that nobody can get into. The look-up "
            "says so at once. Getting it back needs a second person."
        ),
    )
