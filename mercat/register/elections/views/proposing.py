"""Days that the operator proposes to a nation. Who is no operator finds nothing here."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.common.views import form_page, tried
from mercat.people.models import Person
from mercat.register.elections import actions, forms, queries, rules


def _operator(request: HttpRequest) -> Person:
    person = request.user
    if not isinstance(person, Person) or not rules.can_propose(person):
        raise Http404("No operator of this site.")
    return person


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    _operator(request)
    page = pagination.page(
        queries.proposals(), asked=request.GET, by="starts_on", newest_first=True
    )
    today = timezone.localdate()
    for each in page.rows:
        each.is_over = each.ends_on < today
    return render(request, "elections/proposals.html", {"page": page})


@form_page
def propose(request: HttpRequest) -> HttpResponse:
    operator = _operator(request)
    form = forms.ProposalForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "by": operator, "at": timezone.now()}
        if tried(request, actions.propose, **given):
            said = _("The days are proposed. Each organisation is told within some minutes.")
            messages.success(request, said)
            return redirect("elections:proposals")
    return render(request, "elections/propose.html", {"form": form})


@form_page
def withdraw(request: HttpRequest, proposal_id: str) -> HttpResponse:
    operator = _operator(request)
    found = queries.proposals().filter(withdrawn_at=None)
    proposal = get_object_or_404(found, public_id=proposal_id)
    if request.method != "POST":
        return render(request, "elections/withdraw.html", {"proposal": proposal})
    if tried(request, actions.withdraw, proposal=proposal, by=operator, at=timezone.now()):
        messages.success(request, _("The proposal is withdrawn."))
    return redirect("elections:proposals")
