"""Pages of a keeper who brings a list: upload, columns, what would happen, apply, undo."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mercat.common import pagination
from mercat.common.refusals import Refused
from mercat.common.views import form_page, tried
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership
from mercat.register import rules
from mercat.register.imports import actions, queries, remembered
from mercat.register.imports.forms import ColumnsForm, MendRowForm, StartImportForm
from mercat.register.imports.judging import WRITTEN
from mercat.register.lifecycle import WORKING, ImportState
from mercat.register.models import Import

RELOAD_AFTER = 3  # seconds, while a worker is at it


def keeper(request: HttpRequest) -> Membership:
    membership = membership_of(request)
    rules.check_can_import(membership)
    return membership


def load(request: HttpRequest, import_id: str) -> tuple[Membership, Import]:
    """Of another organisation, there is nothing; here, it is the keeper's."""
    membership = membership_of(request)
    source = get_object_or_404(queries.imports_of(membership.organisation), public_id=import_id)
    rules.check_can_import(membership)
    return membership, source


@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    organisation = keeper(request).organisation
    found = queries.imports_of(organisation)
    page = pagination.page(found, asked=request.GET, by="created_at", newest_first=True)
    missing = remembered.open_disappearances(organisation).exists()
    return render(request, "register/imports.html", {"page": page, "missing": missing})


@form_page
def start_import(request: HttpRequest) -> HttpResponse:
    membership = keeper(request)
    form = StartImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            source = actions.start(
                organisation=membership.organisation,
                content=file.read(),
                name=file.name,
                by=membership.person,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error("file", refused.sentence)
        else:
            return redirect("register:import_columns", source.public_id)
    return render(request, "register/start_import.html", {"form": form})


@form_page
def import_columns(request: HttpRequest, import_id: str) -> HttpResponse:
    _, source = load(request, import_id)
    if source.state not in {ImportState.STARTED, ImportState.READ}:
        return redirect("register:import", source.public_id)
    try:
        sample, rows = queries.beginning_of(source)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("register:imports")
    form = ColumnsForm(request.POST or None, mapping=source.mapping, sample=sample)
    if request.method == "POST" and form.is_valid():
        if form.reads_otherwise:
            tried(request, actions.look_again, source=source, wish=form.wish)
            return redirect("register:import_columns", source.public_id)
        if tried(request, actions.read, source=source, columns=form.columns):
            return redirect("register:import", source.public_id)
    context = {"source": source, "form": form, "rows": rows}
    return render(request, "register/import_columns.html", context)


@require_safe
def import_(request: HttpRequest, import_id: str) -> HttpResponse:
    _, source = load(request, import_id)
    if source.state == ImportState.STARTED:
        return redirect("register:import_columns", source.public_id)
    if source.state in WORKING:
        answer = render(request, "register/import_progress.html", _progress(source))
        answer.headers["Refresh"] = str(RELOAD_AFTER)
        return answer
    outcome = request.GET.get("outcome", "")
    rows = queries.rows_of_import(source, outcome=outcome)
    page = pagination.page(rows, asked=request.GET, by="number")
    kept = f"&outcome={outcome}" if outcome in source.counts else ""
    context = {
        "source": source,
        "parts": queries.parts_of(source),
        "rows": [queries.described(row, source) for row in page.rows],
        "next_url": page.next_query and page.next_query + kept,
        "previous_url": page.previous_query and page.previous_query + kept,
        "outcome": outcome if kept else "",
        "written": source.rows.filter(taken=True, outcome__in=WRITTEN).exists(),
    }
    return render(request, "register/import.html", context)


def _progress(source: Import) -> dict[str, Any]:
    total = source.rows_read if source.state != ImportState.READING else 0
    words = {
        ImportState.READING: gettext("Your list is being read"),
        ImportState.APPLYING: gettext("Your list is being entered"),
        ImportState.UNDOING: gettext("Your import is being undone"),
    }
    title = words[ImportState(source.state)]
    return {"source": source, "done": source.progress, "total": total, "title": title}


@require_POST
def choose_rows(request: HttpRequest, import_id: str) -> HttpResponse:
    _, source = load(request, import_id)
    how, _, outcome = request.POST.get("choose", "").partition(" ")
    numbers = [int(n) for n in request.POST.getlist("row") if n.isdecimal() and len(n) < 9]
    if how in {"take", "leave"} and (numbers or outcome):
        tried(
            request,
            actions.choose,
            source=source,
            taken=how == "take",
            numbers=() if outcome else numbers,
            outcome="" if outcome == "all" else outcome,
        )
    else:
        messages.error(request, gettext("Tick the rows first that you want to take or leave out."))
    return redirect("register:import", source.public_id)


@form_page
def mend_row(request: HttpRequest, import_id: str, number: int) -> HttpResponse:
    _, source = load(request, import_id)
    row = get_object_or_404(source.rows, number=number)
    form = MendRowForm(request.POST or None, initial={"address": row.said})
    if request.method == "POST" and form.is_valid():
        try:
            actions.mend(source=source, number=number, address=form.cleaned_data["address"])
        except Refused as refused:
            form.add_error("address", refused.sentence)
        else:
            messages.success(request, gettext("Row {number} is put right.").format(number=number))
            return redirect("register:import", source.public_id)
    context = {"source": source, "form": form, "each": queries.described(row, source)}
    return render(request, "register/mend_row.html", context)


@require_POST
def apply_import(request: HttpRequest, import_id: str) -> HttpResponse:
    by, source = load(request, import_id)
    tried(request, actions.apply, source=source, by=by.person, at=timezone.now())
    return redirect("register:import", source.public_id)


@form_page
def undo_import(request: HttpRequest, import_id: str) -> HttpResponse:
    by, source = load(request, import_id)
    if request.method == "POST" and tried(
        request, actions.undo, source=source, by=by.person, at=timezone.now()
    ):
        return redirect("register:import", source.public_id)
    return render(request, "register/undo_import.html", {"source": source})


@require_POST
def read_again(request: HttpRequest, import_id: str) -> HttpResponse:
    _, source = load(request, import_id)
    tried(request, actions.read, source=source)
    return redirect("register:import", source.public_id)


@require_POST
def discard_import(request: HttpRequest, import_id: str) -> HttpResponse:
    _, source = load(request, import_id)
    if not tried(request, actions.discard, source=source):
        return redirect("register:import", source.public_id)
    messages.success(
        request,
        gettext("The list {file_name} is thrown away. Nothing was entered.").format(
            file_name=source.file_name
        ),
    )
    return redirect("register:imports")
