from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mercat.common.views import form_page
from mercat.organisations import queries
from mercat.organisations.forms import ChooseForm
from mercat.organisations.middleware import SESSION_KEY, membership_of


@form_page
def choose(request: HttpRequest) -> HttpResponse:
    """For people who work for several organisations here."""
    membership = membership_of(request)
    memberships = list(queries.active_memberships(membership.person))
    form = ChooseForm(
        request.POST or None,
        memberships=memberships,
        initial={"organisation": membership.public_id},
    )
    if request.method == "POST" and form.is_valid():
        request.session[SESSION_KEY] = form.cleaned_data["organisation"]
        return redirect("home:dashboard")
    return render(request, "organisations/choose.html", {"form": form})
