from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mercat.common.views import form_page
from mercat.organisations import actions
from mercat.organisations.organisation_forms import LicenceForm, OrganisationForm
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


@form_page
def choose_licence(request: HttpRequest) -> HttpResponse:
    by = administrator(request)
    form = LicenceForm(request.POST or None, initial={"licence": by.organisation.licence})
    if request.method == "POST" and form.is_valid():
        actions.choose_licence(
            organisation=by.organisation, **form.cleaned_data, by=by.person, at=timezone.now()
        )
        messages.success(request, _("The licence is saved."))
        return redirect("home:organisation")
    return render(request, "organisations/choose_licence.html", {"form": form})
