"""What the pages of reports share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from mercat.common.views import tried
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.register.reports import queries, rules
from mercat.register.reports.models import ReportedAccount


def load(request: HttpRequest, reported_id: str) -> tuple[Membership, ReportedAccount]:
    membership = membership_of(request)
    found = queries.reported_accounts(membership.organisation)
    reported = get_object_or_404(found, public_id=reported_id)
    rules.check_can_see_reports(membership)
    return membership, reported


def to_reported(reported: ReportedAccount) -> HttpResponse:
    return redirect("reports:reported_account", reported.public_id)


def pressed(
    request: HttpRequest, reported_id: str, action: Callable[..., Any], *, said: str
) -> HttpResponse:
    """A step that asks for nothing more than the press of its button."""
    membership, reported = load(request, reported_id)
    if tried(request, action, reported=reported, by=membership, at=timezone.now()):
        messages.success(request, said)
    return to_reported(reported)


def asked(
    request: HttpRequest,
    form: Any,
    reported: ReportedAccount,
    *,
    title: str,
    button: str,
    **more: Any,
) -> HttpResponse:
    context = {"form": form, "reported": reported, "title": title, "button": button, **more}
    return render(request, "reports/form.html", context)
