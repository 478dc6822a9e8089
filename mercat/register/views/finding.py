"""The list of the register with its filters, views that somebody saved, and numbers as pictures."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common import pagination
from mercat.common.refusals import Refused
from mercat.organisations import queries as organisations
from mercat.organisations.middleware import membership_of
from mercat.register import actions, queries, rules
from mercat.register.checks.rules import can_see_findings
from mercat.register.elections.rules import can_see_periods
from mercat.register.forms import RegisterFilter, SaveViewForm
from mercat.register.models import SavedView
from mercat.register.reports.rules import can_see_reports
from mercat.register.views import pictures

SHOWN = ("public_id", "platform", "handle", "name", "status", "confirmed_at", "created_at")


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    sees = rules.can_see_changes(membership)
    form = RegisterFilter(request.GET, organisation=membership.organisation, sees_owner=sees)
    chosen = form.chosen()
    found = queries.accounts_found(membership.organisation, chosen, at=timezone.now())
    newest = chosen["sort"] == "newest"
    page = pagination.page(
        found.only(*SHOWN, "department__name"),
        asked=request.GET,
        by="created_at" if newest else "name",
        newest_first=newest,
    )
    kept = urlencode(form.kept())
    context = {
        "filter_form": form,
        "page": page,
        "next_url": _also(page.next_query, kept),
        "previous_url": _also(page.previous_query, kept),
        "is_filtered": bool(kept),
        "kept": kept,
        "is_cut": bool(page.next_query) and queries.is_cut(membership.organisation, chosen["q"]),
        "most": queries.MOST_FOUND,
        "save_form": SaveViewForm(initial={"query": kept[:500]}) if kept else None,
        "views": list(queries.views_of(membership)),
        "sees_changes": sees,
        "sees_checks": can_see_findings(membership),
        "sees_periods": can_see_periods(membership),
        "sees_reports": can_see_reports(membership),
    }
    context["may"] = {
        "keep": rules.can_keep(membership),
        "import": rules.can_import(membership),
        "export": rules.can_export(membership),
    }
    return render(request, "register/accounts.html", context)


def _also(query: str, kept: str) -> str:
    return f"{query}&{kept}" if query and kept else query


@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    form = SaveViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the view a name of 60 letters or fewer."))
        return redirect("register:accounts")
    try:
        view = actions.save_view(**form.cleaned_data, by=membership)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect(register_address(form.cleaned_data["query"]))
    messages.success(request, _("The view is saved. It stands above the list."))
    return redirect(register_address(view.query))


def register_address(query: str) -> str:
    return f"{reverse('register:accounts')}?{query}"


@require_POST
def remove_view(request: HttpRequest, view_id: str) -> HttpResponse:
    membership = membership_of(request)
    here = SavedView.objects.filter(organisation=membership.organisation)
    view = get_object_or_404(here, public_id=view_id)
    actions.remove_view(view=view, by=membership)
    messages.success(request, _("The view is removed."))
    return redirect("register:accounts")


@require_safe
def departments(request: HttpRequest) -> HttpResponse:
    """Every department, with the accounts that it and all below it have. Two queries."""
    membership = membership_of(request)
    tree = organisations.department_tree(membership.organisation)
    tallies = list(queries.tallies_of(membership.organisation))
    context = {
        "rows": pictures.branches(tree, tallies),
        "counted_at": tallies[0].counted_at if tallies else None,
        "apart": sum(each.open_count for each in tallies if each.department_id is None),
    }
    return render(request, "register/departments.html", context)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """How the register grew, and which department is on which platform."""
    membership = membership_of(request)
    tallies = list(queries.tallies_of(membership.organisation).select_related("department"))
    months = list(queries.months_of(membership.organisation))
    until = membership.organisation.day(tallies[0].counted_at) if tallies else date.min
    context: dict[str, Any] = {
        "growth": pictures.growth(months, until=until),
        "map": pictures.map_of(tallies),
        "counted_at": tallies[0].counted_at if tallies else None,
    }
    return render(request, "register/overview.html", context)
