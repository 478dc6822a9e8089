from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mercat.common.views import form_page
from mercat.organisations import actions
from mercat.organisations.organisation_forms import OrganisationForm
from mercat.organisations.views.loading import administrator


@form_page
def change_organisation(request: HttpRequest) -> HttpResponse:
    by = administrator(request)
    form = OrganisationForm(request.POST or None, organisation=by.organisation)
    if request.method == "POST" and form.is_valid():
        actions.change_organisation(
            organisation=by.organisation, **form.given(), by=by.person, at=timezone.now()
        )
        messages.success(request, _("The name and the languages are changed."))
        return redirect("organisations:change_organisation")
    return render(request, "organisations/change_organisation.html", {"form": form})
