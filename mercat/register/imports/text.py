"""Tables as text: which encoding, what divides the cells, and each row."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain, islice

from charset_normalizer import from_bytes
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common.languages import Text
from mercat.common.refusals import Refused
from mercat.register.imports import headings

DELIMITERS: dict[str, Text] = {",": _("Comma"), ";": _("Semicolon"), "\t": _("Tab"), "|": _("Bar")}
SAMPLE = 60  # rows that are looked at before anything is decided
END = "\x00 the end"
MARKS = (  # the four bytes of UTF-32 before the two of UTF-16, which begin them
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What is not Unicode, by name, for those whose words came out wrong.
ENCODINGS: dict[str, Text] = {
    "utf-8": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "cp1252": _("Western European (Windows)"),
    "mac_roman": _("Western European (Mac)"),
    "cp850": _("Western European (DOS)"),
    "cp1250": _("Central European (Windows)"),
    "iso8859_14": _("Welsh and Gaelic (ISO 8859-14)"),
    "cp1251": "Cyrillic (Windows)",
    "cp1253": "Greek (Windows)",
    "cp1254": "Turkish (Windows)",
    "cp1255": "Hebrew (Windows)",
    "cp1256": "Arabic (Windows)",
    "gb18030": "Chinese, simplified",
    "big5": "Chinese, traditional",
    "shift_jis": _("Japanese"),
    "cp949": _("Korean"),
}
GUESSED = [name for name in ENCODINGS if not name.startswith("utf")]
ENOUGH = 40  # letters beyond ASCII, below which a guess at the language is a throw of dice
OTHER_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
NOT_TEXT = _("This is not a file of text. Save the table as CSV and import that.")


def text_of(content: bytes, *, encoding: str = "") -> tuple[str, str]:
    """The text, and the encoding in which it was read."""
    if content.startswith(OTHER_FILES):
        raise Refused(NOT_TEXT)
    text, encoding = _decoded(content, encoding)
    sample = text[:20_000]
    strange = sum(each < " " and each not in "\t\n\r\f\v" for each in sample)
    if strange * 20 > len(sample):
        raise Refused(NOT_TEXT)
    return text, encoding


def _decoded(content: bytes, asked: str) -> tuple[str, str]:
    if asked in ENCODINGS:
        return content.decode(asked, errors="replace").removeprefix("\ufeff"), asked
    try:
        for mark, encoding in MARKS:
            if content.startswith(mark):
                return content.decode(encoding), encoding.removesuffix("-sig")
        if wide := _utf16_without_mark(content[:1000]):
            return content.decode(wide), "utf-16"
    except UnicodeDecodeError as error:
        raise Refused(gettext("This file begins as Unicode and does not go on so.")) from error
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = _likeliest(content)
        return content.decode(encoding, errors="replace"), encoding


def _utf16_without_mark(start: bytes) -> str:
    """Latin letters in UTF-16 have a zero in every other byte."""
    start = start[: len(start) // 2 * 2]
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if len(start) >= 4 and zeros.count(0) * 10 > len(zeros) * 6 and start.count(0) < len(start):
            return encoding
    return ""


def _likeliest(content: bytes) -> str:
    """Windows of western Europe, unless many letters say otherwise."""
    lines = (line for line in content.splitlines() if not line.isascii())
    sample = b"\n".join(line[:1000] for line in islice(lines, 300))
    if sum(byte > 127 for byte in sample) < ENOUGH:
        return "cp1252"
    best = from_bytes(sample, cp_isolation=GUESSED).best()
    return best.encoding if best and best.encoding in ENCODINGS else "cp1252"


def announced(text: str) -> tuple[str, str]:
    """Excel's own first line, which says what divides the cells."""
    first, _, rest = text.partition("\n")
    first = first.strip()
    if len(first) == 5 and first.lower().startswith("sep=") and first[4] in DELIMITERS:
        return rest, first[4]
    return text, ""


def rows_of(text: str, delimiter: str) -> Iterator[list[str]]:
    """Every row that has something in it. A quotation mark that never closes is refused."""
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
    return gettext(
        "A quotation mark near line {line} is never closed. Mend it and import again."
    ).format(line=line)


def delimiter_of(text: str, is_account: Callable[[str], bool]) -> str:
    """The one under which most rows have an account, then the one that gives even rows."""
    sample = [line[:10_000] for line in islice(io.StringIO(text, newline=""), SAMPLE)]
    return max(DELIMITERS, key=lambda each: _likeness(sample, each, is_account))


def _likeness(
    sample: list[str], delimiter: str, is_account: Callable[[str], bool]
) -> tuple[int, float, int]:
    try:
        rows = [row for row in csv.reader(sample, delimiter=delimiter) if row]
    except csv.Error:  # one cell of all that follows an open quotation mark
        return 0, 0, 0
    accounts = sum(any(is_account(cell) for cell in row) for row in rows)
    known = max((headings.known_in(row) for row in rows[: headings.HIGHEST]), default=0)
    width, often = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
    return accounts + 3 * known, often / len(rows) if width > 1 else 0, width
