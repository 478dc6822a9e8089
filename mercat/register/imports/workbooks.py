"""Workbooks, xlsx and ods, a row at a time: a bomb is refused before it is opened."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from openpyxl.utils.exceptions import InvalidFileException

from mercat.common.refusals import Refused

ZIP = b"PK\x03\x04"
OLD = b"\xd0\xcf\x11\xe0"
LARGEST = 400 * 1024 * 1024  # of all its parts, unpacked
LARGEST_SHARED = 60 * 1024 * 1024  # of the one part that has to be in memory: its words
MOST_PARTS = 2000
WIDEST = 200
LONGEST = 32_767  # characters of a cell, as Excel has it
SHARED = "xl/sharedStrings.xml"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
BOMB = _("This workbook is far larger unpacked than a list of accounts can be. Save it as CSV.")
BROKEN = _("This workbook could not be read. Open it, save it anew or as CSV, and import that.")
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    DefusedXmlException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    AssertionError,
)


def kind_of(content: bytes) -> str:
    """xlsx, ods, or nothing where it is no workbook at all."""
    if content.startswith(OLD):
        raise Refused(
            gettext("This is a workbook of an old Excel. Save it as .xlsx or CSV, import that.")
        )
    if not content.startswith(ZIP):
        return ""
    names = _checked(content)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and ODS in content[:200]:
        return "ods"
    raise Refused(
        gettext("This is a packed file, not a workbook. Unpack it and import what is in it.")
    )


def _checked(content: bytes) -> set[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except FAULTS as error:
        raise Refused(BROKEN) from error
    shared = sum(part.file_size for part in parts if part.filename == SHARED)
    if (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > LARGEST
        or shared > LARGEST_SHARED
    ):
        raise Refused(BOMB)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(gettext("This workbook has a password. Save it without one and import that."))
    return {part.filename for part in parts}


def sheets_of(content: bytes, kind: str) -> tuple[str, ...]:
    try:
        found = _xlsx_sheets(content) if kind == "xlsx" else _ods_sheets(content)
    except FAULTS as error:
        raise Refused(BROKEN) from error
    if not found:
        raise Refused(gettext("This workbook has no sheets."))
    return found


def rows_of(content: bytes, kind: str, sheet: str) -> Iterator[list[str]]:
    rows = _xlsx_rows(content, sheet) if kind == "xlsx" else _ods_rows(content, sheet)
    try:
        yield from rows
    except FAULTS as error:
        raise Refused(BROKEN) from error


def _open(content: bytes) -> Any:
    return openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False
    )


def _xlsx_sheets(content: bytes) -> tuple[str, ...]:
    book = _open(content)
    try:
        return tuple(sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible")
    finally:
        book.close()


def _xlsx_rows(content: bytes, sheet: str) -> Iterator[list[str]]:
    book = _open(content)
    try:
        book[sheet].reset_dimensions()  # what the file says of its size may be anything
        for row in book[sheet].iter_rows(values_only=True, max_col=WIDEST):
            yield [_said(value) for value in _stripped(row)]
    finally:
        book.close()


def _stripped(row: tuple[Any, ...]) -> tuple[Any, ...]:
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row[:end]


def _said(value: Any) -> str:
    """As it stands on the sheet: a number without a tail, a day without an hour."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)[:LONGEST]


def _ods_sheets(content: bytes) -> tuple[str, ...]:
    found: list[str] = []
    with _ods_part(content) as part:
        for event, element in iterparse(part, events=("start", "end")):
            if event == "start" and element.tag == f"{TABLE}table":
                found.append(element.get(f"{TABLE}name") or f"Sheet {len(found) + 1}")
            elif event == "end" and element.tag == f"{TABLE}table-row":
                element.clear()
    return tuple(found)


def _ods_part(content: bytes) -> Any:
    return zipfile.ZipFile(io.BytesIO(content)).open("content.xml")


def _ods_rows(content: bytes, sheet: str) -> Iterator[list[str]]:
    """Empty rows, of which a sheet claims a million, are left out here."""
    number, inside = 0, False
    with _ods_part(content) as part:
        for event, element in iterparse(part, events=("start", "end")):
            if element.tag == f"{TABLE}table":
                if event == "end":
                    inside = False
                    element.clear()
                    continue
                number += 1
                inside = (element.get(f"{TABLE}name") or f"Sheet {number}") == sheet
            elif event == "end" and element.tag == f"{TABLE}table-row":
                if inside:
                    yield from _repeated(element)
                element.clear()


def _repeated(row: Element) -> list[list[str]]:
    cells: list[str] = []
    for cell in row:
        if cell.tag not in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}:
            continue
        times = min(_number(cell, "number-columns-repeated"), WIDEST - len(cells))
        cells.extend([_words_of(cell)] * max(times, 0))
    if not any(cells):
        return []
    return [cells] * min(_number(row, "number-rows-repeated"), 1000)


def _number(element: Element, name: str) -> int:
    said = element.get(f"{TABLE}{name}", "1")
    return int(said) if said.isdecimal() and len(said) < 9 else 1


def _words_of(cell: Element) -> str:
    """Its paragraphs as shown, without remarks that hang on it."""
    lines = ("".join(part.itertext()) for part in cell if part.tag.endswith("}p"))
    return "\n".join(lines)[:LONGEST]
