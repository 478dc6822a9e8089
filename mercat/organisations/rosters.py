"""A list of people as a personnel office sends it: pasted, or a CSV file with any header words."""

import csv
import io
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common.refusals import Refused

MOST = 2_000
WORDS = {
    "email": "email workemail emailaddress mail username userprincipalname login ebost",
    "name": "name fullname displayname employee enw",
    "given": "firstname givenname forename",
    "family": "lastname surname familyname",
    "job_title": "jobtitle title post role position swydd",
    "department": "department service team directorate division unit adran",
    "manager": "manager linemanager manageremail linemanageremail reportsto",
}
NO_ADDRESSES = _("Nothing in this list looks like an e-mail address. Every row needs one.")


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `number` counts from 1, the header not included."""

    number: int
    email: str
    name: str = ""
    job_title: str = ""
    department: str = ""
    manager: str = ""


def read(text: str) -> list[Line]:
    """With header words, or as bare rows in which the address is found by its @."""
    rows = [row for row in _rows(text) if any(cell.strip() for cell in row)]
    if not rows:
        raise Refused(gettext("This list is empty."))
    columns = {field: at for at, cell in enumerate(rows[0]) if (field := _field(cell))}
    if "email" in columns:
        rows = rows[1:]
    else:
        columns = _guessed(rows)
    if len(rows) > MOST:
        raise Refused(gettext("Take {most:,} rows or fewer at a time.").format(most=MOST))
    return [_line(number, row, columns) for number, row in enumerate(rows, 1)]


def _rows(text: str) -> list[list[str]]:
    plain = text.removeprefix("\ufeff").replace("\0", "")
    first = plain.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(plain), delimiter=delimiter))
    except csv.Error as error:
        raise Refused(
            gettext("This list cannot be read as rows. Save it as CSV and try again.")
        ) from error


def _field(cell: str) -> str:
    decomposed = unicodedata.normalize("NFKD", cell[:100]).casefold()
    word = "".join(each for each in decomposed if each.isalnum())
    return next((field for field, words in WORDS.items() if word in words.split()), "")


def _guessed(rows: list[list[str]]) -> dict[str, int]:
    for row in rows:
        for at, cell in enumerate(row):
            if "@" in cell:
                return {"email": at}
    raise Refused(NO_ADDRESSES)


def _line(number: int, row: list[str], columns: dict[str, int]) -> Line:
    cells = {field: row[at].strip()[:254] for field, at in columns.items() if at < len(row)}
    name = cells.get("name") or f"{cells.get('given', '')} {cells.get('family', '')}".strip()
    return Line(
        number,
        email=cells.get("email", "").lower(),
        name=name[:120],
        job_title=cells.get("job_title", "")[:120],
        department=cells.get("department", ""),
        manager=cells.get("manager", "").lower(),
    )
