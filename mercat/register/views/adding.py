from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.common.views import form_page
from mercat.organisations.middleware import membership_of
from mercat.register import actions, rules
from mercat.register.forms import AddAccountForm


@form_page
def add_account(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_keep(membership)
    offered = {"address": request.GET.get("address", "")[:500]}
    form = AddAccountForm(
        request.POST or None, initial=offered, organisation=membership.organisation
    )
    if request.method == "POST" and form.is_valid():
        try:
            account = actions.add_account(
                recognised=form.cleaned_data["address"],
                particulars=form.particulars(),
                by=membership,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error("address", refusal.sentence)
        else:
            messages.success(request, _("It is on the register. Say who else looks after it."))
            return redirect("register:account", account.public_id)
    return render(request, "register/add_account.html", {"form": form})
