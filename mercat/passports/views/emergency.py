from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mercat.common.views import form_page, tried
from mercat.organisations.middleware import membership_of
from mercat.passports import actions, rules
from mercat.passports.forms import EmergencyForm
from mercat.passports.lifecycle import EMERGENCY_DAYS


@form_page
def grant_emergency(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_grant_emergency(membership)
    form = EmergencyForm(request.POST or None, by=membership)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(
            request,
            actions.grant_emergency,
            holder=form.cleaned_data["holder"],
            answers=form.answers(),
            by=membership,
            at=timezone.now(),
        )
    ):
        messages.success(request, _("The passport is valid now. The holder and the panel know."))
        return redirect("passports:held")
    return render(request, "passports/emergency.html", {"form": form, "days": EMERGENCY_DAYS})
