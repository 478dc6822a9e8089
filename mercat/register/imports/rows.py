"""What each row of a file says of an account, in our own words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.register.imports import reading
from mercat.register.imports.columns import Columns, columns_of
from mercat.register.imports.reading import Cells, Opened
from mercat.register.imports.text import SAMPLE

LONGEST = {"name": 120, "department": 200, "purpose": 2000, "audience": 2000}
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ufeff\u200b-\u200f\u202a-\u202e\ud800-\udfff\s]+")
MARK = re.compile(r"^'(?='*[=+\-@|%])")  # put before a formula by our own export


@dataclass(frozen=True, slots=True)
class Row:
    number: int  # from 1, headings not counted
    address: str
    platform: str = ""  # as the file names it
    name: str = ""
    department: str = ""
    purpose: str = ""
    audience: str = ""
    entry: str = ""  # the public id of the account that it speaks of
    status: str = ""


def guessed(opened: Opened) -> Columns:
    sample = opened.sample(SAMPLE)
    if not sample:
        raise Refused(reading.EMPTY if opened.kind != "yaml" else _("This file has no rows."))
    return columns_of(sample)


def rows_of(opened: Opened, columns: Columns) -> Iterator[Row]:
    """One at a time, from the file's beginning."""
    number = 0
    for cells in islice(opened.rows(), columns.first, None):
        for address, platform in _accounts(cells, columns):
            number += 1
            yield _row(number, address, platform, cells, columns)


def _row(number: int, address: str, platform: str, cells: Cells, columns: Columns) -> Row:
    return Row(
        number,
        clean(MARK.sub("", address)),
        clean(platform),
        _said(cells, columns, "name"),
        _said(cells, columns, "department").split("|")[0].strip(),
        _said(cells, columns, "purpose"),
        _said(cells, columns, "audience") if columns.audience else "",
        clean(_first(cells, columns.entry))[:20] if columns.entry else "",
        _first(cells, columns.status) if columns.status else "",
    )


def _accounts(cells: Cells, columns: Columns) -> list[tuple[str, str]]:
    """One for a row; one for each filled cell where each platform has a column of its own."""
    if not columns.by_platform:
        return [(_first(cells, columns.address), _first(cells, columns.platform))]
    filled = [
        (cells[at].strip(), platform)
        for at, platform in columns.by_platform.items()
        if at < len(cells) and cells[at].strip()
    ]
    return filled or [("", "")]


def _said(cells: Cells, columns: Columns, field: str) -> str:
    places: tuple[int, ...] = getattr(columns, field)
    if columns.width and len(cells) > columns.width and any(cells[columns.width :]):
        # A stray delimiter has moved what stands behind it: what stands before is still right.
        last = max(columns.address, default=columns.width)
        places = tuple(at for at in places if at < last)
    said = _first(cells, places)
    return shortened(clean(MARK.sub("", said)), LONGEST[field]) if said else ""


def _first(cells: Cells, places: tuple[int, ...]) -> str:
    for at in places:
        if at < len(cells) and (said := cells[at].strip()):
            return said
    return ""


def clean(text: str) -> str:
    """One line, without characters that cannot be seen or that turn the text round."""
    if text.isalnum():
        return text
    return CONTROLS.sub(" ", text).strip()


def shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
