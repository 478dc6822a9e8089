"""Two forms that need no account, and leave no name behind."""

from typing import Any

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mercat.common.refusals import Refused
from mercat.common.views import form_page
from mercat.lookup import answers, queries
from mercat.lookup.queries import LookUp
from mercat.lookup.reporting.forms import AskReviewForm, ReportForm
from mercat.organisations.models import Organisation
from mercat.organisations.queries import publishing_organisations
from mercat.register import queries as register
from mercat.register.lifecycle import YES, Answer
from mercat.register.reports import actions
from mercat.register.reports import queries as reports

MOST = 500  # organisations to choose from
TOO_MANY = _("Too many reports from here in an hour. Try again later.")


def _about(request: HttpRequest) -> dict[str, Any]:
    """The organisation asked for, else the only one; else a choice. In closed ones nobody reads."""
    slug = request.GET.get("organisation", "")
    open_ones = publishing_organisations().filter(sealed_at=None)
    found = list(open_ones.order_by("slug")[:MOST])
    # PostgreSQL takes no NUL.
    asked = open_ones.filter(slug=slug).first() if slug.isprintable() else None
    return {"about": asked or (found[0] if len(found) == 1 else None), "choices": found}


@form_page
@login_not_required
def report(request: HttpRequest) -> HttpResponse:
    context = _about(request)
    about: Organisation | None = context["about"]
    form = ReportForm(
        request.POST or None,
        request.FILES or None,
        about=about,
        choices=context["choices"],
        initial={"account": request.GET.get("q", "")[:500]},
    )
    context["form"] = form
    if request.method != "POST" or not form.is_valid():
        return render(request, "lookup/report.html", context)
    given = form.given()
    if found := _answered(given):
        return render(request, "lookup/report_answered.html", {"card": answers.card(found)})
    if not ratelimit.consume(request, action="report"):
        form.add_error(None, TOO_MANY)
        return render(request, "lookup/report.html", context, status=429)
    actions.report(**given, at=timezone.now())
    return render(request, "lookup/reported.html", {"about": given["organisation"], **given})


def _answered(given: dict[str, Any]) -> LookUp | None:
    """What we know of it already: whose it is, or that the organisation calls it false."""
    found = queries.look_up(given["recognised"].url, at=timezone.now())
    for claim in found.claims:
        said = claim.publication
        theirs = said.organisation_id == given["organisation"].pk
        if said.answer in YES or (theirs and said.answer == Answer.KNOWN_FALSE):
            return found
    return None


@form_page
@login_not_required
def ask_review(request: HttpRequest, account_id: str) -> HttpResponse:
    called = register.publications().filter(answer=Answer.KNOWN_FALSE)
    publication = get_object_or_404(called, account__public_id=account_id)
    reported = reports.false_account(publication.account)
    if reported is None:
        raise Http404("Nobody here said how it came to be called false.")
    form = AskReviewForm(request.POST or None)
    context = {"publication": publication, "about": publication.organisation, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "lookup/ask_review.html", context)
    if not ratelimit.consume(request, action="ask_review"):
        form.add_error(None, TOO_MANY)
        return render(request, "lookup/ask_review.html", context, status=429)
    said = {name: form.cleaned_data[name] for name in ("words", "email")}
    try:
        review = actions.ask_review(reported=reported, **said, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return render(request, "lookup/ask_review.html", context)
    return render(request, "lookup/review_asked.html", {**context, "form": None, "review": review})
