"""The organisation's own pages that look across apps; the rest are in organisations."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
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
    asked = ngettext(
        "Yes, and has {days} working day for a view",
        "Yes, and has {days} working days for a view",
        content["manager_working_days"],
    ).format(days=content["manager_working_days"])
    return [
        {"key": _("Who decides"), "value": f"{content['name']}\n{content['about']}"},
        {"key": _("Time to decide"), "value": _working_days(content["working_days"])},
        {
            "key": _("The line manager is asked"),
            "value": asked if content["ask_manager"] else _("No"),
        },
        {
            "key": _("Applicants answer within"),
            "value": _working_days(content["answer_working_days"]),
        },
        {"key": _("A passport is valid for"), "value": _months(content["validity_months"])},
    ]


def _working_days(days: int) -> str:
    return ngettext("{days} working day", "{days} working days", days).format(days=days)


def _months(months: int) -> str:
    return ngettext("{months} month", "{months} months", months).format(months=months)


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
            messages.success(
                request, _("From now on: {name}.").format(name=policy_files.ready(chosen)["name"])
            )
        return redirect("home:policy")
    context = {"form": form, "open_cases": queries.count_open_cases(membership.organisation)}
    return render(request, "home/adopt_policy.html", context)
