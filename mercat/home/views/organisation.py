"""The organisation's own pages that look across apps; the rest are in organisations."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mercat.home import queries
from mercat.home.forms import PolicyForm
from mercat.organisations import rules
from mercat.organisations.middleware import membership_of
from mercat.passports import actions as passports
from mercat.passports import policy_files


@require_safe
def organisation(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_see_administration(membership)
    context = {
        "steps": queries.first_steps(membership.organisation),
        "administers": rules.can_administer(membership),
        "site_url": settings.SITE_URL,
    }
    return render(request, "home/organisation.html", context)


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_see_administration(membership)
    versions = queries.policies(membership.organisation)
    context = {
        "rows": _rows(versions[0].content) if versions else [],
        "versions": versions,
        "administers": rules.can_administer(membership),
    }
    return render(request, "home/policy.html", context)


def _rows(content: dict[str, Any]) -> list[dict[str, str]]:
    days = "working days"
    asked = f"Yes, and has {content['manager_working_days']} {days} for a view"
    return [
        {"key": "Who decides", "value": f"{content['name']}\n{content['about']}"},
        {"key": "Time to decide", "value": f"{content['working_days']} {days}"},
        {"key": "The line manager is asked", "value": asked if content["ask_manager"] else "No"},
        {"key": "Applicants answer within", "value": f"{content['answer_working_days']} {days}"},
        {"key": "A passport is valid for", "value": f"{content['validity_months']} months"},
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def adopt_policy(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    rules.check_can_administer(membership)
    in_force = queries.policies(membership.organisation)
    key = in_force[0].key if in_force else ""
    form = PolicyForm(request.POST or None, initial={"policy": key})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["policy"]
        if chosen != key:
            passports.adopt_policy(
                organisation=membership.organisation,
                key=chosen,
                by=membership.person,
                at=timezone.now(),
            )
            messages.success(request, f"From now on: {policy_files.ready(chosen)['name']}.")
        return redirect("home:policy")
    context = {"form": form, "open_cases": queries.count_open_cases(membership.organisation)}
    return render(request, "home/adopt_policy.html", context)
