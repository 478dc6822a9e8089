"""Pages of a keeper who changes many accounts together: choose, say what, look, make, undo."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mercat.common import pagination
from mercat.common.refusals import Refused
from mercat.common.views import form_page, tried
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.register import queries as register
from mercat.register import rules
from mercat.register.bulk import actions, queries
from mercat.register.bulk.report import report_lines
from mercat.register.forms import BulkKindForm, RegisterFilter, bulk_form
from mercat.register.imports import exporting
from mercat.register.lifecycle import BulkKind, BulkOutcome, BulkState
from mercat.register.models import BulkChange
from mercat.register.views.exports import known
from mercat.register.views.finding import register_address
from mercat.register.views.loading import today


def _keeper(request: HttpRequest) -> Membership:
    membership = membership_of(request)
    rules.check_can_keep(membership)
    return membership


def _load(request: HttpRequest, bulk_id: str) -> tuple[Membership, BulkChange]:
    """Of another organisation, there is nothing; here, it is the keeper's."""
    membership = membership_of(request)
    bulk = get_object_or_404(queries.bulk_changes_of(membership.organisation), public_id=bulk_id)
    rules.check_can_keep(membership)
    return membership, bulk


@require_safe
def bulk_changes(request: HttpRequest) -> HttpResponse:
    found = queries.bulk_changes_of(_keeper(request).organisation)
    page = pagination.page(found, asked=request.GET, by="created_at", newest_first=True)
    return render(request, "register/bulk_changes.html", {"page": page})


@require_POST
def choose_bulk(request: HttpRequest) -> HttpResponse:
    """Those that are ticked, or all that the filters find."""
    membership = _keeper(request)
    query = request.POST.get("query", "")[:2000]
    try:
        bulk = actions.choose(
            accounts=_chosen(request, membership, query), by=membership, at=timezone.now()
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect(register_address(query))
    return redirect("register:plan_bulk", bulk.public_id)


def _chosen(request: HttpRequest, membership: Membership, query: str) -> Any:
    organisation = membership.organisation
    if request.POST.get("choose") != "found":
        return queries.ticked(organisation, request.POST.getlist("account"))
    form = RegisterFilter(QueryDict(query), organisation=organisation, sees_owner=True)
    chosen = form.chosen()
    if register.is_cut(organisation, chosen["q"]):
        raise Refused(actions.too_many())
    found = register.accounts_found(organisation, chosen, at=timezone.now())
    return found.order_by("pk")[: actions.MOST + 1]


@form_page
def plan_bulk(request: HttpRequest, bulk_id: str) -> HttpResponse:
    """First which change, then what of it."""
    membership, bulk = _load(request, bulk_id)
    if bulk.state not in {BulkState.CHOSEN, BulkState.PLANNED}:
        return redirect("register:bulk_change", bulk.public_id)
    asked = request.GET or None
    kinds = BulkKindForm(asked)
    context: dict[str, Any] = {"bulk": bulk, "many": bulk.rows.count(), "form": kinds}
    if asked is None or not kinds.is_valid():
        return render(request, "register/plan_bulk.html", context)
    kind = BulkKind(kinds.cleaned_data["kind"])
    organisation, day = membership.organisation, today(membership)
    form = bulk_form(kind, request.POST or None, organisation=organisation, today=day)
    if request.method == "POST" and form.is_valid():
        content = form.content()
        if tried(request, actions.plan, bulk=bulk, kind=kind, content=content, by=membership):
            return redirect("register:bulk_change", bulk.public_id)
    return render(request, "register/plan_bulk.html", {**context, "form": form, "kind": kind})


@require_safe
def bulk_change(request: HttpRequest, bulk_id: str) -> HttpResponse:
    _membership, bulk = _load(request, bulk_id)
    if bulk.state == BulkState.CHOSEN:
        return redirect("register:plan_bulk", bulk.public_id)
    page = pagination.page(queries.rows_of_bulk(bulk), asked=request.GET, by="id")
    context = {
        "bulk": bulk,
        "told": queries.told(bulk),
        "parts": queries.parts_of(bulk),
        "rows": [queries.described(bulk, row) for row in page.rows],
        "page": page,
        "changing": bulk.counts.get(BulkOutcome.CHANGE, 0),
    }
    return render(request, "register/bulk_change.html", context)


@require_POST
def apply_bulk(request: HttpRequest, bulk_id: str) -> HttpResponse:
    membership, bulk = _load(request, bulk_id)
    if tried(request, actions.apply, bulk=bulk, by=membership, at=timezone.now()):
        messages.success(request, _("The accounts are changed. You can undo it as a whole."))
    return redirect("register:bulk_change", bulk.public_id)


@form_page
def undo_bulk(request: HttpRequest, bulk_id: str) -> HttpResponse:
    membership, bulk = _load(request, bulk_id)
    if request.method == "POST":
        if tried(request, actions.undo, bulk=bulk, by=membership, at=timezone.now()):
            messages.success(request, _("It is undone: every account is as it was."))
        return redirect("register:bulk_change", bulk.public_id)
    return render(request, "register/undo_bulk.html", {"bulk": bulk})


@require_POST
def discard_bulk(request: HttpRequest, bulk_id: str) -> HttpResponse:
    membership, bulk = _load(request, bulk_id)
    if not tried(request, actions.discard, bulk=bulk, by=membership):
        return redirect("register:bulk_change", bulk.public_id)
    messages.success(request, _("Thrown away. Nothing was changed."))
    return redirect("register:accounts")


@require_safe
def bulk_report(request: HttpRequest, bulk_id: str, kind: str) -> HttpResponseBase:
    membership, bulk = _load(request, bulk_id)
    name = f"changes-{membership.organisation.day(bulk.created_at).isoformat()}"
    many = sum(bulk.counts.values())
    return exporting.download(report_lines(bulk), kind=known(kind), name=name, rows=many)
