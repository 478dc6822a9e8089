"""What is kept how long, what must be kept longer, what was destroyed, what waits for a word."""

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mercat.common import pagination
from mercat.common.refusals import Refused
from mercat.common.views import form_page, tried
from mercat.home import rules
from mercat.home.models import Disposal, Hold, Review
from mercat.home.retention import holding, reviewing, schedule
from mercat.home.retention.forms import ADJUSTABLE, HoldForm, KeepForm, PeriodsForm
from mercat.home.retention.table import RULES
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership, Organisation
from mercat.organisations.rules import can_administer, check_can_administer


def _reader(request: HttpRequest) -> Membership:
    membership = membership_of(request)
    rules.check_can_see_retention(membership)
    return membership


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    membership = _reader(request)
    versions = schedule.versions(membership.organisation)
    context = {
        "lines": schedule.lines(versions[0].periods if versions else {}),
        "versions": versions,
        "administers": can_administer(membership),
    }
    return render(request, "home/retention.html", context)


@form_page
def change_periods(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    check_can_administer(membership)
    chosen = schedule.chosen(membership.organisation)
    initial = {rule.key: rule.period(chosen).count for rule in ADJUSTABLE}
    form = PeriodsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data != initial:
            schedule.change_periods(
                organisation=membership.organisation,
                periods=form.cleaned_data,
                by=membership.person,
                at=timezone.now(),
            )
            messages.success(request, _("The periods are changed, and hold from now on."))
        return redirect("home:retention")
    return render(request, "home/change_periods.html", {"form": form})


@require_safe
def holds(request: HttpRequest) -> HttpResponse:
    membership = _reader(request)
    found = holding.of_organisation(membership.organisation)
    page = pagination.page(found, asked=request.GET, by="placed_at", newest_first=True)
    today = membership.organisation.day(timezone.now())
    context = {"page": page, "today": today, "holds": rules.can_hold(membership)}
    return render(request, "home/holds.html", context)


@form_page
def place_hold(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_hold(membership)
    asked = {name: request.GET.get(name, "") for name in ("about", "email", "number")}
    form = HoldForm(request.POST or None, organisation=membership.organisation, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            holding.place_hold(by=membership, at=timezone.now(), **form.given())
        except Refused as refusal:
            form.add_error("until", refusal.sentence)
        else:
            messages.success(request, _("It is kept while the hold lasts."))
            return redirect("home:holds")
    return render(request, "home/place_hold.html", {"form": form})


@form_page
def end_hold(request: HttpRequest, hold_id: str) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_hold(membership)
    of_ours = holding.of_organisation(membership.organisation)
    hold: Hold = get_object_or_404(of_ours, public_id=hold_id)
    if request.method == "POST":
        if tried(request, holding.end_hold, hold=hold, by=membership, at=timezone.now()):
            messages.success(request, _("The hold has ended."))
        return redirect("home:holds")
    return render(request, "home/end_hold.html", {"hold": hold})


def _log(organisation: Organisation) -> Any:
    return Disposal.objects.filter(organisation_id=organisation.public_id)


@require_safe
def disposals(request: HttpRequest) -> HttpResponse:
    membership = _reader(request)
    page = pagination.page(
        _log(membership.organisation), asked=request.GET, by="disposed_on", newest_first=True
    )
    rows = [(line, _thing(line)) for line in page.rows]
    return render(request, "home/disposals.html", {"page": page, "rows": rows})


def _thing(line: Disposal) -> str:
    return str(RULES[line.rule].thing if line.rule in RULES else line.rule.replace("_", " "))


class _Echo:
    def write(self, line: str) -> str:
        return line


@require_safe
def disposals_csv(request: HttpRequest) -> StreamingHttpResponse:
    membership = _reader(request)
    lines = _log(membership.organisation).order_by("disposed_on", "pk")

    def rows() -> Iterator[str]:
        write = csv.writer(_Echo()).writerow
        yield write(["day", "kind", "number", "why"])
        for line in lines.iterator(chunk_size=500):
            yield write([line.disposed_on, _thing(line), line.count, line.get_how_display()])

    response = StreamingHttpResponse(rows(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="disposals.csv"'
    return response


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_review(membership)
    found = reviewing.waiting_for(membership)
    page = pagination.page(found, asked=request.GET, by="put_up_at")
    due = reviewing.with_things(list(page.rows), membership.organisation)
    return render(request, "home/reviews.html", {"page": page, "due": due})


def _review(request: HttpRequest, review_id: str) -> tuple[Membership, Review]:
    membership = membership_of(request)
    of_ours = Review.objects.filter(organisation=membership.organisation)
    review = get_object_or_404(of_ours, public_id=review_id)
    rules.check_can_review(membership, review)
    return membership, review


@form_page
def review(request: HttpRequest, review_id: str) -> HttpResponse:
    membership, review = _review(request, review_id)
    at = timezone.now()
    form = KeepForm(request.POST or None, today=membership.organisation.day(at))
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(request, reviewing.keep, review=review, **form.cleaned_data, by=membership, at=at)
    ):
        messages.success(request, _("It is kept."))
        return redirect("home:reviews")
    due = reviewing.with_things([review], membership.organisation)[0]
    return render(request, "home/review.html", {"form": form, "due": due})


@form_page
def destroy_reviewed(request: HttpRequest, review_id: str) -> HttpResponse:
    membership, review = _review(request, review_id)
    if request.method == "POST":
        if tried(request, reviewing.destroy, review=review, by=membership, at=timezone.now()):
            messages.success(request, _("It is destroyed."))
            return redirect("home:reviews")
        return redirect("home:review", review.public_id)
    due = reviewing.with_things([review], membership.organisation)[0]
    return render(request, "home/destroy_reviewed.html", {"due": due})
