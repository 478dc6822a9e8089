from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from mercat.common.refusals import Refused
from mercat.organisations.middleware import membership_of
from mercat.register import queries, rules
from mercat.register.imports import exporting
from mercat.register.imports import queries as imports


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The register, to work on elsewhere and to bring back."""
    membership = membership_of(request)
    rules.check_can_export(membership)
    organisation = membership.organisation
    rows = queries.accounts_of(organisation).count() if kind == "xlsx" else 0
    name = f"{organisation.slug}-register-{organisation.day(timezone.now()).isoformat()}"
    try:
        return exporting.download(
            exporting.register_lines(organisation), kind=known(kind), name=name, rows=rows
        )
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("register:imports")


@require_safe
def import_report(request: HttpRequest, import_id: str, kind: str) -> HttpResponseBase:
    membership = membership_of(request)
    found = imports.imports_of(membership.organisation)
    source = get_object_or_404(found, public_id=import_id)
    rules.check_can_import(membership)
    lines = exporting.report_lines(source)
    name = f"import-{membership.organisation.day(source.created_at).isoformat()}-report"
    try:
        return exporting.download(lines, kind=known(kind), name=name, rows=source.rows_read)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("register:import", source.public_id)


def known(kind: str) -> str:
    if kind not in exporting.KINDS:
        raise Http404(kind)
    return kind
