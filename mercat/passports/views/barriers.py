"""What an application depends on, said by the applicant."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mercat.common.views import form_page, tried
from mercat.passports import actions, rules
from mercat.passports.forms import NameBarrierForm
from mercat.passports.views.loading import load


@form_page
def name_barrier(request: HttpRequest, application_id: str) -> HttpResponse:
    membership, application = load(request, application_id)
    rules.check_can_name_barrier(membership, application)
    form = NameBarrierForm(request.POST or None, application=application)
    if request.method == "POST" and form.is_valid():
        given = {"application": application, "by": membership, **form.cleaned_data}
        if tried(request, actions.name_barrier, **given, at=timezone.now()):
            messages.success(request, _("The panel sees what it depends on, and how that stands."))
        return redirect("passports:application", application.public_id)
    context = {"form": form, "application": application}
    return render(request, "passports/name_barrier.html", context)


@require_POST
def drop_barrier(request: HttpRequest, application_id: str) -> HttpResponse:
    membership, application = load(request, application_id)
    rules.check_can_name_barrier(membership, application)
    given = {"application": application, "by": membership}
    if tried(request, actions.drop_barrier, **given, at=timezone.now()):
        messages.success(request, _("It depends on no barrier now."))
    return redirect("passports:application", application.public_id)
