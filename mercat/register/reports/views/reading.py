from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.common.lifecycle import can_move
from mercat.common.views import form_page, tried
from mercat.files.models import StoredFile
from mercat.files.views import send
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.register.reports import actions, forms, letters, queries, rules
from mercat.register.reports.lifecycle import MOVES
from mercat.register.reports.models import ReportedAccount
from mercat.register.reports.views.loading import load, to_reported

TRIAGED = ("look", "clear", "set_aside", "propose", "reopen", "lift")
MOST = 20  # reviews of one account on its page


@require_safe
def reported_accounts(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_see_reports(membership)
    form = forms.ShownFilter(request.GET)
    shown = form.chosen()
    found = queries.reported_accounts(membership.organisation)
    found = found.filter(state__in=forms.SHOWN[shown])
    newest_first = shown != "waiting"
    page = pagination.page(found, asked=request.GET, by="received_at", newest_first=newest_first)
    kept = f"&shown={shown}"
    context = {
        "filter_form": form,
        "page": page,
        "shown": shown,
        "next_url": page.next_query and page.next_query + kept,
        "previous_url": page.previous_query and page.previous_query + kept,
    }
    return render(request, "reports/reported_accounts.html", context)


@require_safe
def reported_account(request: HttpRequest, reported_id: str) -> HttpResponse:
    membership, reported = load(request, reported_id)
    found = queries.reports_of(reported)
    page = pagination.page(found, asked=request.GET, by="received_at", newest_first=True)
    context = {
        "reported": reported,
        "page": page,
        "reviews": list(reported.reviews.order_by("-asked_at", "-pk")[:MOST]),
        "may": _may(membership, reported),
    }
    return render(request, "reports/reported_account.html", context)


def _may(membership: Membership, reported: ReportedAccount) -> dict[str, bool]:
    """Which buttons there are: by where it stands, and by who looks."""
    triages = rules.can_triage(membership)
    may = {each: triages and can_move(MOVES, action=each, old=reported.state) for each in TRIAGED}
    is_proposed = can_move(MOVES, action="agree", old=reported.state)
    is_theirs = reported.proposed_by_id == membership.person_id
    return {
        **may,
        "agree": is_proposed and rules.can_agree(membership, reported),
        "take_back": is_proposed and is_theirs,
        "letter": triages,
    }


@form_page
def letter(request: HttpRequest, reported_id: str) -> HttpResponse:
    membership, reported = load(request, reported_id)
    rules.check_can_triage(membership, reported)
    today = membership.organisation.day(timezone.now())
    text = reported.letter or letters.draft(reported, today=today)
    form = forms.LetterForm(request.POST or None, initial={"text": text})
    if request.method == "POST" and form.is_valid():
        given = {"text": form.cleaned_data["text"], "by": membership, "at": timezone.now()}
        if tried(request, actions.write_letter, reported=reported, **given):
            messages.success(request, _("The letter is kept. Print it, or copy it."))
            return to_reported(reported)
    context = {"reported": reported, "form": form, "text": text}
    return render(request, "reports/letter.html", context)


@require_safe
def picture(request: HttpRequest, reported_id: str) -> HttpResponseBase:
    _membership, reported = load(request, reported_id)
    return _picture(reported.picture)


@require_safe
def report_picture(request: HttpRequest, reported_id: str, report_id: str) -> HttpResponseBase:
    _membership, reported = load(request, reported_id)
    report = get_object_or_404(queries.reports_of(reported), public_id=report_id)
    return _picture(report.picture)


def _picture(stored: StoredFile | None) -> HttpResponseBase:
    if stored is None:
        raise Http404("There is no picture.")
    return send(stored)
