"""The local authorities of the United Kingdom, found as people type them. No database."""

import csv
import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.text import slugify

FILE = Path(__file__).parent / "data" / "uk-local-authorities.csv"
MOST = 20
CLOSE = 0.75  # of 1: how near a misspelt word has to come
# Words that half of all names hold; what was typed wrongly among them should spoil nothing.
COMMON = frozenset(
    ["and", "authority", "borough", "city", "council", "county", "district", "of", "the"]
)


@dataclass(frozen=True, slots=True)
class Authority:
    code: str
    gss: str
    name: str
    short_name: str
    nation: str
    slug: str
    ended_on: str  # empty while it exists
    replaced_by: tuple[str, ...]
    other_names: tuple[str, ...]

    @property
    def is_current(self) -> bool:
        return not self.ended_on

    @property
    def ended(self) -> str:
        day = parse_date(self.ended_on)
        return date_format(day, "j F Y") if day else ""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, self.short_name, *self.other_names)


@dataclass(frozen=True, slots=True)
class Found:
    """A current authority, and the former ones whose name was typed."""

    authority: Authority
    instead_of: tuple[Authority, ...] = ()

    @property
    def sentence(self) -> str:
        return " ".join(
            f"{old.name} ended on {old.ended}; {self.authority.name} took its place."
            for old in self.instead_of
        )


@cache
def everyone() -> dict[str, Authority]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: _authority(row) for row in csv.DictReader(file)}


def _authority(row: dict[str, str]) -> Authority:
    lists = {key: _split(row[key]) for key in ("replaced_by", "other_names")}
    slug = row["slug"] or slugify(row["short_name"])
    return Authority(**{**row, **lists, "slug": slug})  # type: ignore[arg-type]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def current(code: str) -> Authority | None:
    found = everyone().get(code.upper())
    return found if found and found.is_current else None


def successors(authority: Authority) -> list[Authority]:
    """Who took its place and exists now, over as many steps as it took."""
    if authority.is_current:
        return [authority]
    followed = [successors(everyone()[code]) for code in authority.replaced_by]
    return list(dict.fromkeys(each for some in followed for each in some))


def exactly(text: str) -> list[Authority]:
    """Those, former ones too, whose name, slug or code this is and no other's; for commands."""
    wanted = _fold(text)
    for key in (_keys, _name_keys):
        if found := [each for each in everyone().values() if wanted in key(each)]:
            return found
    return []


def _keys(authority: Authority) -> set[str]:
    return {_fold(each) for each in (authority.code, authority.gss, authority.slug, authority.name)}


def _name_keys(authority: Authority) -> set[str]:
    return {_fold(name) for name in authority.names}


def search(text: str) -> list[Found]:
    """Current authorities by any part of any name, in any language, the nearest first."""
    typed = _fold(text).split()
    if not typed:
        return []
    told = [word for word in typed if word not in COMMON] or typed
    for words in (typed, told, _corrected(told)):
        if matching := [each for each in everyone().values() if _matches(each, words)]:
            return _found(matching, " ".join(words))
    return []


def _matches(authority: Authority, words: Iterable[str]) -> bool:
    return any(
        all(any(part.startswith(word) for part in name) for word in words)
        for name in _words_of(authority)
    )


@cache
def _words_of(authority: Authority) -> list[list[str]]:
    codes = (authority.code, authority.gss)
    return [_fold(name).split() for name in (*authority.names, *codes)]


def _corrected(words: list[str]) -> list[str]:
    known = _known_words()
    near = [difflib.get_close_matches(word, known, 1, CLOSE) for word in words]
    return [found[0] if found else word for word, found in zip(words, near, strict=True)]


@cache
def _known_words() -> list[str]:
    names = [name for each in everyone().values() for name in _words_of(each)]
    return sorted({word for name in names for word in name})


def _found(matching: list[Authority], typed: str) -> list[Found]:
    former: dict[Authority, list[Authority]] = {each: [] for each in matching if each.is_current}
    for old in matching:
        if not old.is_current:
            for new in successors(old):
                former.setdefault(new, []).append(old)
    found = [Found(new, tuple(old)) for new, old in former.items()]
    return sorted(found, key=lambda each: _distance(each, typed))[:MOST]


def _distance(found: Found, typed: str) -> tuple[bool, bool, str]:
    names = [_fold(name) for name in found.authority.names]
    former = [_fold(name) for old in found.instead_of for name in old.names]
    begins = any(name.startswith(typed) for name in names)
    return (not begins, not any(name.startswith(typed) for name in former), found.authority.name)


def _fold(text: str) -> str:
    """Without capitals, accents and punctuation: "Ynys Môn" and "ynys mon" are one."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("’", "'"))
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(re.sub(r"[^a-z0-9 ]+", " ", letters.casefold().replace("'", "")).split())
