"""Which column of a table says what."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common.refusals import Refused
from mercat.register.imports import headings
from mercat.register.imports.reading import Table, is_account
from mercat.register.imports.text import SAMPLE

NO_ACCOUNTS = _(
    "No column of this file holds accounts. Give the column with their addresses the heading URL."
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Places counted from 0; where several stand, the first that is not empty speaks."""

    has_headings: bool
    above: int = 0  # rows above the headings: a title, a remark
    width: int = 0  # of the headings; 0 where rows may be of any length
    address: tuple[int, ...] = ()
    platform: tuple[int, ...] = ()
    name: tuple[int, ...] = ()
    department: tuple[int, ...] = ()
    purpose: tuple[int, ...] = ()
    audience: tuple[int, ...] = ()
    entry: tuple[int, ...] = ()  # the public id, in what the register itself has written
    status: tuple[int, ...] = ()
    by_platform: dict[int, str] = field(default_factory=dict)  # a column for each platform

    @property
    def first(self) -> int:
        """Where the rows begin."""
        return self.above + self.has_headings

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "Columns":
        given: dict[str, Any] = {
            key: tuple(at) if isinstance(at, list) else at for key, at in said.items()
        }
        given["by_platform"] = {int(at): key for at, key in said["by_platform"].items()}
        return cls(**given)


# The dump of the old US register: page, office, short name of the agency, address, language, tags.
OLD_US_REGISTER = Columns(has_headings=False, address=(3,), name=(1,), department=(2,))


def columns_of(table: Table) -> Columns:
    """From the rows at the beginning of the file."""
    above = _above(table)
    if _has_headings(table[above:]):
        return replace(_from_headings(table[above:]), above=above)
    best = _best_by_content(table, start=0)
    if best is None:
        raise Refused(NO_ACCOUNTS)
    if _is_old_us_register(table, best):
        return OLD_US_REGISTER
    unknown_words = not _looks_like_account(table[0], best) and _share(table, best, start=1) > 0.5
    platform = _platform_columns(table, range(_width(table)), but=best)
    return Columns(has_headings=unknown_words, address=(best,), platform=platform)


def _above(table: Table) -> int:
    """How many rows stand above the headings, where there are headings further down."""
    if _has_headings(table):
        return 0
    for at, row in enumerate(table[: headings.HIGHEST]):
        if any(is_account(cell) for cell in row):
            return 0
        if headings.known_in(row) > 1 and at + 1 < len(table):
            return at
    return 0


def _has_headings(table: Table) -> bool:
    first = table[0]
    if any(is_account(cell) for cell in first):
        return False
    known = sum(bool(headings.fields_of(cell)) for cell in first)
    return known > 0 or len(_by_platform(first)) > 1


def _from_headings(table: Table) -> Columns:
    if len(table) == 1:
        raise Refused(gettext("This file has headings and no rows."))
    first = table[0]
    found = {name: _headed(first, name) for name in headings.WORDS}
    found["platform"] = _sure_platforms(table, found["platform"])
    found["department"] = _but(found["department"], found["platform"])
    address = _address(table, found)
    found["name"] = _but(found["name"], address)
    wide = {} if address else _by_platform(first)
    if not address and not wide:
        best = _best_by_content(table, start=1)
        if best is None:
            raise Refused(NO_ACCOUNTS)
        address = (best,)
    return Columns(
        has_headings=True,
        width=len(first),
        address=address,
        platform=() if wide else found["platform"],
        name=found["name"],
        department=found["department"],
        purpose=found["purpose"],
        audience=found["audience"],
        entry=found["entry"],
        status=found["status"] if found["entry"] else (),
        by_platform=wide,
    )


def _headed(first: list[str], name: str) -> tuple[int, ...]:
    places = [at for at, cell in enumerate(first) if name in headings.fields_of(cell)]
    return tuple(sorted(places, key=lambda at: headings.rank(name, first[at])))


def _but(places: tuple[int, ...], taken: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(at for at in places if at not in taken)


def _address(table: Table, found: dict[str, tuple[int, ...]]) -> tuple[int, ...]:
    """The column of addresses that holds most accounts; behind it the column of bare names."""
    urls = sorted(found["address"], key=lambda at: -_share(table, at, start=1))[:1]
    if urls and not _share(table, urls[0], start=1):  # postal addresses, perhaps
        best = _best_by_content(table, start=1)
        urls = urls if best is None else [best]
    usable = found["platform"] or any(_share(table, at, start=1) for at in found["handle"])
    # Beside addresses, a column headed Account holds names.
    names = _but(found["handle"], (*urls, *(found["name"] if urls else ())))
    return (*urls, *(names[:1] if usable else ()))


def _sure_platforms(table: Table, places: tuple[int, ...]) -> tuple[int, ...]:
    first = table[0]
    sure = tuple(at for at in places if headings.plain(first[at]) not in headings.UNSURE)
    return sure or _platform_columns(table, places, but=-1)


def _platform_columns(
    table: Table, places: range | tuple[int, ...], *, but: int
) -> tuple[int, ...]:
    named = []
    for at in places:
        cells = [cell for cell in _cells(table, at, start=1) if cell]
        known = sum(bool(headings.platforms_named(cell)) for cell in cells)
        if at != but and cells and known * 2 >= len(cells):
            named.append(at)
    return tuple(named[:1])


def _by_platform(first: list[str]) -> dict[int, str]:
    named = {at: headings.platforms_named(cell, misspelt=False) for at, cell in enumerate(first)}
    return {at: next(iter(keys)) for at, keys in named.items() if len(keys) == 1}


def _best_by_content(table: Table, *, start: int) -> int | None:
    shares = {at: _share(table, at, start=start) for at in range(_width(table))}
    best = max(shares, key=lambda at: shares[at])
    return best if shares[best] else None


def _share(table: Table, at: int, *, start: int) -> float:
    cells = [cell for cell in _cells(table, at, start=start) if cell]
    return sum(is_account(cell) for cell in cells) / len(cells) if cells else 0


def _looks_like_account(row: list[str], at: int) -> bool:
    return at < len(row) and any(mark in row[at] for mark in "./@:")


def _cells(table: Table, at: int, *, start: int) -> list[str]:
    return [row[at].strip() for row in table[start : start + SAMPLE] if at < len(row)]


def _width(table: Table) -> int:
    return min(max(len(row) for row in table[:SAMPLE]), 200)


def _is_old_us_register(table: Table, best: int) -> bool:
    sample = table[:SAMPLE]
    fitting = sum(len(row) in {5, 6} for row in sample)
    pages = [cell for cell in _cells(table, 0, start=0) if cell]
    languages = [cell.replace(" ", "").isalpha() for cell in _cells(table, 4, start=0) if cell]
    return (
        best == 3
        and fitting * 10 >= len(sample) * 9
        and all("." in page for page in pages)
        and sum(languages) * 10 >= len(languages) * 9
    )
