"""The register, and the report of an import, as CSV and workbooks that no formula can hide in."""

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import WriteOnlyCell as Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from mercat.common.refusals import Refused
from mercat.organisations.models import Organisation
from mercat.register import queries as register
from mercat.register.imports.queries import described
from mercat.register.lifecycle import Status
from mercat.register.models import Account, Import

KINDS = ("csv", "xlsx")
# What a spreadsheet would take for a formula gets an apostrophe, which an import takes off again.
FORMULA = re.compile(r"'*[=+\-@|%\t\r]")
MOST_IN_A_WORKBOOK = 100_000
TOO_MANY = "A workbook of more than 100,000 rows is slow to open anywhere. Take the CSV file."
HEADINGS = (
    "Register id",
    "Name",
    "Platform",
    "Address",
    "Service",
    "What it is for",
    "Whom it reaches",
    "Status",
    "Since",
    "Last confirmed",
)
WIDTHS = (13, 30, 14, 44, 24, 40, 30, 14, 12, 14)
REPORT = ("Row", "Outcome", "Why", "What to do", "Address in the list", "Account", "Name")


def safe(text: str) -> str:
    text = ILLEGAL_CHARACTERS_RE.sub(" ", text)
    return f"'{text}" if FORMULA.match(text) else text


def register_lines(organisation: Organisation) -> Iterator[list[str]]:
    """Everything on the register but people's own accounts, in the order of its list."""
    yield list(HEADINGS)
    accounts = register.accounts_of(organisation).exclude(status=Status.OWN)
    for each in accounts.order_by("name", "pk").iterator(chunk_size=2000):
        yield [safe(said) for said in _account(each, organisation)]


def _account(each: Account, organisation: Organisation) -> list[str]:
    confirmed = each.confirmed_at and organisation.day(each.confirmed_at)
    return [
        each.public_id,
        each.name,
        each.platform_name,
        each.url,
        str(each.department or ""),
        each.purpose.get("en", ""),
        each.audience.get("en", ""),
        str(each.get_status_display()),
        each.since.isoformat(),
        confirmed.isoformat() if confirmed else "",
    ]


def report_lines(source: Import) -> Iterator[list[str]]:
    yield list(REPORT)
    rows = source.rows.select_related("account").order_by("number")
    for row in rows.iterator(chunk_size=2000):
        said = described(row, source)
        line = [
            str(row.number),
            said["text"],
            said["why"],
            said["suggestion"],
            row.said,
            row.url,
            row.name,
        ]
        yield [safe(each) for each in line]


def download(
    lines: Iterable[list[str]],
    *,
    kind: str,
    name: str,
    rows: int,
    sheet: str = "Register",
    widths: Sequence[int] = WIDTHS,
) -> HttpResponseBase:
    if kind == "csv":
        return _csv(lines, name)
    if rows > MOST_IN_A_WORKBOOK:
        raise Refused(TOO_MANY)
    return _xlsx(lines, name, title=sheet, widths=widths)


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(lines: Iterable[list[str]], name: str) -> HttpResponseBase:
    writer = csv.writer(Echo())

    def written() -> Iterator[str]:
        yield "\ufeff"  # so that Excel reads it as Unicode
        for line in lines:
            yield writer.writerow(line)

    answer = StreamingHttpResponse(written(), content_type="text/csv; charset=utf-8")
    return _attached(answer, f"{name}.csv")


def _xlsx(
    lines: Iterable[list[str]], name: str, *, title: str, widths: Sequence[int]
) -> HttpResponseBase:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    for number, line in enumerate(lines):
        sheet.append(line if number else [_bold(sheet, text) for text in line])
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the answer closes it
    book.save(file)
    file.seek(0)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _attached(FileResponse(file, content_type=kind), f"{name}.xlsx")


def _bold(sheet: Any, text: str) -> Any:
    cell = Cell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _attached(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
