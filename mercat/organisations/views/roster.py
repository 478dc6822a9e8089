from collections import Counter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mercat.common.views import form_page, tried
from mercat.organisations import actions
from mercat.organisations.actions.roster import Planned
from mercat.organisations.forms import RosterForm
from mercat.organisations.models import Membership
from mercat.organisations.views.loading import administrator

SHOWN = 500  # rows on the page; all of them are done


@form_page
def roster(request: HttpRequest) -> HttpResponse:
    """A list of people: shown as what it will do, then done."""
    by = administrator(request)
    form = RosterForm(request.POST or None, request.FILES or None)
    planned: list[Planned] = []
    if request.method == "POST" and form.is_valid():
        planned = _planned(form, by)
        if "confirm" in request.POST and tried(
            request,
            actions.take_roster,
            organisation=by.organisation,
            planned=planned,
            by=by,
            at=timezone.now(),
        ):
            messages.success(request, _("It is done. Each of them is told by e-mail or is out."))
            return redirect("organisations:people")
    counts = Counter(each.outcome for each in planned)
    context = {
        "form": form,
        "planned": planned[:SHOWN],
        "more": max(0, len(planned) - SHOWN),
        "moves": counts["leaves"] + counts["joins"],
        "counts": counts,
    }
    return render(request, "organisations/roster.html", context)


def _planned(form: RosterForm, by: Membership) -> list[Planned]:
    if form.cleaned_data["kind"] == "leavers":
        return actions.plan_leavers(organisation=by.organisation, lines=form.lines, by=by)
    return actions.plan_joiners(organisation=by.organisation, lines=form.lines)
