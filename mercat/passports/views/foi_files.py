"""An answer as a workbook: its words, and the list of accounts."""

import io
from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook

from mercat.passports.models import FoiAnswer, FoiLine
from mercat.register.imports.exporting import safe

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def headings() -> list[str]:
    return [
        _("Number"),
        _("Account"),
        _("Platform"),
        _("Handle"),
        _("Address"),
        _("Set up on"),
        _("Service"),
        _("Post"),
        _("Name"),
        _("What it is for"),
        _("Status"),
        _("Closed on"),
        _("Last reviewed"),
    ]


def row(line: FoiLine) -> list[str]:
    """Of a line that is withheld, the number and the reason alone."""
    if line.withheld_because:
        withheld = _("Withheld: {reason}").format(reason=line.withheld_because)
        return [str(line.number), withheld]
    return [
        str(line.number),
        line.name,
        line.platform,
        line.handle,
        line.url,
        line.opened_on.isoformat() if line.opened_on else "",
        line.service,
        line.role,
        line.owner_name or _("Withheld"),
        line.purpose,
        line.status,
        line.closed_on.isoformat() if line.closed_on else "",
        line.reviewed_on.isoformat() if line.reviewed_on else "",
    ]


def workbook(answer: FoiAnswer) -> HttpResponse:
    book = Workbook(write_only=True)
    words = book.create_sheet(_("Answer"))
    words.column_dimensions["A"].width, words.column_dimensions["B"].width = 32, 110
    for line in _words(answer):
        words.append([safe(each) for each in line])
    accounts = book.create_sheet(_("Accounts"))
    accounts.freeze_panes = "A2"
    accounts.append(headings())
    for each in answer.lines.order_by("number").iterator(chunk_size=2000):
        accounts.append([safe(said) for said in row(each)])
    file = io.BytesIO()
    book.save(file)
    name = f"foi-{answer.public_id}{'-draft' if answer.is_draft else ''}.xlsx"
    sent = HttpResponse(file.getvalue(), content_type=XLSX)
    sent.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    sent.headers["X-Content-Type-Options"] = "nosniff"
    return sent


def _words(answer: FoiAnswer) -> Iterator[list[str]]:
    yield [_("Reference"), answer.reference]
    yield [_("Organisation"), str(answer.organisation.name)]
    day = answer.organisation.day
    yield [_("As of"), day(answer.begun_at).isoformat()]
    if answer.released_at:
        yield [_("Released on"), day(answer.released_at).isoformat()]
        yield ["SHA-256", answer.sha256]
    else:
        yield [_("Draft"), _("Not released")]
    for part in answer.parts.order_by("number"):
        yield [str(part), part.text]
