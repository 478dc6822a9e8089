"""From a file to rows of cells, whatever its encoding and its delimiter."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from mercat.common.refusals import Refused
from mercat.platforms import Account, recognise
from mercat.register.imports import headings

LARGEST = 50 * 1024 * 1024
DELIMITERS = ",;\t|"
SAMPLE = 60  # rows that are looked at before anything is decided
END = "\x00 the end"
MARKS = (  # the four bytes of UTF-32 before the two of UTF-16, which begin them
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
OTHER_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
NOT_TEXT = "This is not a file of text. Save the table as CSV and import that."
Table = list[list[str]]


def content_of(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise Refused(f"There is no file {file}.")
        if file.stat().st_size > LARGEST:
            raise Refused("This file is larger than 50 MB. Divide it and import the parts.")
        content = file.read_bytes()
    except (OSError, ValueError) as error:
        raise Refused(f"The file {file} could not be read: {error}.") from error
    if not content.strip():
        raise Refused("This file is empty.")
    return content


def text_of(content: bytes) -> str:
    if content.startswith(WORKBOOKS):
        raise Refused("This is a workbook. Save the sheet as CSV and import that.")
    if content.startswith(OTHER_FILES):
        raise Refused(NOT_TEXT)
    text = _decoded(content)
    sample = text[:20_000]
    strange = sum(each < " " and each not in "\t\n\r\f\v" for each in sample)
    if strange * 20 > len(sample):
        raise Refused(NOT_TEXT)
    return text


def _decoded(content: bytes) -> str:
    try:
        for mark, encoding in MARKS:
            if content.startswith(mark):
                return content.decode(encoding)
        if wide := _utf16_without_mark(content[:1000]):
            return content.decode(wide)
    except UnicodeDecodeError as error:
        raise Refused("This file begins as Unicode and does not go on so.") from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _utf16_without_mark(start: bytes) -> str:
    """Latin letters in UTF-16 have a zero in every other byte."""
    start = start[: len(start) // 2 * 2]
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if len(start) >= 4 and zeros.count(0) * 10 > len(zeros) * 6 and start.count(0) < len(start):
            return encoding
    return ""


def table_of(text: str) -> Table:
    """Every row that has something in it. A quotation mark that never closes is refused."""
    text, delimiter = _announced(text)
    rows = list(_rows(text, delimiter or _delimiter_of(text)))
    if not rows:
        raise Refused("This file is empty.")
    return rows


def _announced(text: str) -> tuple[str, str]:
    """Excel's own first line, which says what divides the cells."""
    first, _, rest = text.partition("\n")
    first = first.strip()
    if len(first) == 5 and first.lower().startswith("sep=") and first[4] in DELIMITERS:
        return rest, first[4]
    return text, ""


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    # If a quotation mark is still open at the end, the mark of the end is swallowed by its cell.
    lines = chain(io.StringIO(text, newline=""), ["\n", END])
    reader, begins, row = csv.reader(lines, delimiter=delimiter), 1, [END]
    try:
        for row in reader:
            if row == [END]:
                return
            if any(cell.strip() for cell in row) and not row[-1].endswith(END):
                yield row
                begins = reader.line_num + 1
    except csv.Error as error:
        raise Refused(_unclosed(begins)) from error
    raise Refused(_unclosed(begins))


def _unclosed(line: int) -> str:
    return f"A quotation mark near line {line} is never closed. Mend it and import again."


def _delimiter_of(text: str) -> str:
    """The one under which most rows have an account, then the one that gives even rows."""
    sample = [line[:10_000] for line in islice(io.StringIO(text, newline=""), SAMPLE)]
    return max(DELIMITERS, key=lambda each: _likeness(sample, each))


def _likeness(sample: list[str], delimiter: str) -> tuple[int, float, int]:
    try:
        rows = [row for row in csv.reader(sample, delimiter=delimiter) if row]
    except csv.Error:  # one cell of all that follows an open quotation mark
        return 0, 0, 0
    accounts = sum(any(is_account(cell) for cell in row) for row in rows)
    known = sum(bool(headings.fields_of(cell)) for cell in rows[0]) if rows else 0
    width, often = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
    return accounts + 3 * known, often / len(rows) if width > 1 else 0, width


def is_account(cell: str) -> bool:
    return isinstance(recognise(cell.strip()), Account)
