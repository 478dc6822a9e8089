"""Partnership accounts, and who stands."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mercat.common.views import form_page, tried
from mercat.organisations.models import Membership
from mercat.register import rules as register_rules
from mercat.register.elections import actions, forms, queries
from mercat.register.elections.models import Period
from mercat.register.elections.views.loading import load, load_to_set, to_period


@form_page
def mark_partnership(request: HttpRequest, period_id: str, account_id: str) -> HttpResponse:
    membership, period = load_to_set(request, period_id)
    account = get_object_or_404(queries.accounts_in(period), public_id=account_id)
    known = queries.partnerships_of(period).filter(account=account).first()
    email = known.hands_over.email if known and known.hands_over else ""
    form = forms.PartnershipForm(
        request.POST or None,
        initial={"hands_over": email, "to": known.to if known else ""},
        organisation=membership.organisation,
    )
    if request.method == "POST" and form.is_valid():
        given = {"account": account, **form.cleaned_data, "by": membership, "at": timezone.now()}
        if tried(request, actions.mark_partnership, period=period, **given):
            messages.success(request, _("Noted: who hands it over stands beside it."))
            return to_period(period)
    title = _("{account} is run with others").format(account=account.full_name)
    context = {"form": form, "period": period, "title": title, "button": _("Keep it")}
    return render(request, "elections/form.html", context)


@require_POST
def unmark_partnership(request: HttpRequest, period_id: str, account_id: str) -> HttpResponse:
    membership, period = load_to_set(request, period_id)
    account = get_object_or_404(queries.accounts_in(period), public_id=account_id)
    given = {"account": account, "by": membership, "at": timezone.now()}
    if tried(request, actions.unmark_partnership, period=period, **given):
        messages.success(request, _("It is ours alone."))
    return to_period(period)


def _kept(request: HttpRequest, period_id: str) -> tuple[Membership, Period]:
    membership, period = load(request, period_id)
    register_rules.check_can_keep(membership)
    return membership, period


@form_page
def candidates(request: HttpRequest, period_id: str) -> HttpResponse:
    membership, period = _kept(request, period_id)
    form = forms.CandidateForm(request.POST or None, organisation=membership.organisation)
    if request.method == "POST" and form.is_valid():
        given = {"person": form.cleaned_data["person"], "by": membership, "at": timezone.now()}
        if tried(request, actions.stand, period=period, **given):
            messages.success(request, _("Their own accounts are shown nowhere while it runs."))
            return to_period(period)
    title = _("Who is a candidate?")
    context = {"form": form, "period": period, "title": title, "button": _("Keep it")}
    return render(request, "elections/form.html", context)


@require_POST
def remove_candidate(request: HttpRequest, period_id: str, person_id: str) -> HttpResponse:
    membership, period = _kept(request, period_id)
    found = queries.candidates_of(period)
    candidate = get_object_or_404(found, person__public_id=person_id)
    given = {"person": candidate.person, "by": membership, "at": timezone.now()}
    if tried(request, actions.stand_no_longer, period=period, **given):
        messages.success(request, _("Noted. Their own accounts are shown again."))
    return to_period(period)
