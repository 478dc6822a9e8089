"""From a file to rows of cells, whatever its format, its encoding and its delimiter.

Nothing here loads more than the file itself, which is bounded; workbooks are read a row at a time.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common.refusals import Refused
from mercat.platforms import Account, recognise
from mercat.register.imports import documents, text, workbooks

LARGEST = 50 * 1024 * 1024
TOO_LARGE = _("This file is larger than 50 MB. Divide it and import the parts.")
EMPTY = _("This file is empty.")
YAML = (".yaml", ".yml")
Cells = list[str]
Table = list[Cells]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person said of the file, where our guess was wrong."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    kind: str  # csv, tsv, xlsx, ods, json, yaml
    rows: Callable[[], Iterator[Cells]]  # from the beginning; those that are not empty
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    shape: str = ""  # where the document itself says what it is

    def sample(self, most: int) -> Table:
        return list(islice(self.rows(), most))


def content_of(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise Refused(gettext("There is no file {file}.").format(file=file))
        if file.stat().st_size > LARGEST:
            raise Refused(TOO_LARGE)
        content = file.read_bytes()
    except (OSError, ValueError) as error:
        raise Refused(
            gettext("The file {file} could not be read: {error}.").format(file=file, error=error)
        ) from error
    if not content.strip():
        raise Refused(EMPTY)
    return content


def open_(content: bytes, *, name: str = "", wish: Wish | None = None) -> Opened:
    """What stands in the file, by its content first and by its name where that says nothing."""
    wish = wish or Wish()
    if len(content) > LARGEST:
        raise Refused(TOO_LARGE)
    if not content.strip():
        raise Refused(EMPTY)
    if kind := workbooks.kind_of(content):
        return _workbook(content, kind, wish)
    decoded, encoding = text.text_of(content, encoding=wish.encoding)
    if name.lower().endswith(YAML):
        return _document(documents.from_yaml(decoded), "yaml", encoding)
    if name.lower().endswith(".json"):
        return _document(documents.from_json(decoded), "json", encoding)
    if documents.is_json(decoded):
        with suppress(Refused):
            return _document(documents.from_json(decoded), "json", encoding)
    return _text(decoded, encoding, wish)


def _workbook(content: bytes, kind: str, wish: Wish) -> Opened:
    sheets = workbooks.sheets_of(content, kind)
    sheet = wish.sheet if wish.sheet in sheets else _fullest(content, kind, sheets)
    return Opened(
        kind=kind,
        rows=lambda: filled(workbooks.rows_of(content, kind, sheet)),
        sheet=sheet,
        sheets=sheets,
    )


def _fullest(content: bytes, kind: str, sheets: tuple[str, ...]) -> str:
    """The first sheet with accounts: many workbooks begin with a page of explanations."""
    for sheet in sheets if len(sheets) > 1 else ():
        sample = islice(filled(workbooks.rows_of(content, kind, sheet)), text.SAMPLE)
        if any(is_account(cell) for row in sample for cell in row):
            return sheet
    return sheets[0]


def _document(found: documents.Document, kind: str, encoding: str) -> Opened:
    return Opened(kind=kind, rows=lambda: iter(found.table), encoding=encoding, shape=found.shape)


def _text(decoded: str, encoding: str, wish: Wish) -> Opened:
    body, announced = text.announced(decoded)
    delimiter = wish.delimiter or announced or text.delimiter_of(body, is_account)
    return Opened(
        kind="tsv" if delimiter == "\t" else "csv",
        rows=lambda: text.rows_of(body, delimiter),
        encoding=encoding,
        delimiter=delimiter,
    )


def filled(rows: Iterator[Cells]) -> Iterator[Cells]:
    return (row for row in rows if any(cell.strip() for cell in row))


def is_account(cell: str) -> bool:
    return isinstance(recognise(cell.strip()), Account)
