"""What each row of a file says of an account, in our own words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from mercat.common.refusals import Refused
from mercat.register.imports import reading
from mercat.register.imports.columns import Columns, columns_of
from mercat.register.imports.reading import Table

LARGEST_YAML = 10 * 1024 * 1024
DEEPEST_YAML = 20
LONGEST = {"name": 120, "department": 200, "purpose": 2000}
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ufeff\u200b-\u200f\u202a-\u202e\s]+")
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every value stays text
PERSONAL = ("twitter", "facebook", "instagram", "youtube", "mastodon", "threads", "bluesky")


@dataclass(frozen=True, slots=True)
class Row:
    number: int  # from 1, headings not counted
    address: str
    platform: str = ""  # as the file names it
    name: str = ""
    department: str = ""
    purpose: str = ""


def rows_of(content: bytes, *, is_yaml: bool = False) -> list[Row]:
    text = reading.text_of(content)
    if is_yaml:
        found = list(_from_yaml(text))
    else:
        table = reading.table_of(text)
        found = list(_from_table(table, columns_of(table)))
    if not found:
        raise Refused("This file has no rows.")
    return found


def _from_table(table: Table, columns: Columns) -> Iterator[Row]:
    number = 0
    for cells in table[1:] if columns.has_headings else table:
        for address, platform in _accounts(cells, columns):
            number += 1
            yield Row(
                number=number,
                address=address,
                platform=platform,
                name=_said(cells, columns, "name"),
                department=_said(cells, columns, "department").split("|")[0].strip(),
                purpose=_said(cells, columns, "purpose"),
            )


def _accounts(cells: list[str], columns: Columns) -> list[tuple[str, str]]:
    """One for a row; one for each filled cell where each platform has a column of its own."""
    if not columns.by_platform:
        return [(_first(cells, columns.address), _first(cells, columns.platform))]
    filled = [
        (cells[at].strip(), platform)
        for at, platform in columns.by_platform.items()
        if at < len(cells) and cells[at].strip()
    ]
    return filled or [("", "")]


def _said(cells: list[str], columns: Columns, field: str) -> str:
    places: tuple[int, ...] = getattr(columns, field)
    if columns.width and len(cells) > columns.width and any(cells[columns.width :]):
        # A stray delimiter has moved what stands behind it: what stands before is still right.
        last = max(columns.address, default=columns.width)
        places = tuple(at for at in places if at < last)
    return shortened(clean(_first(cells, places)), LONGEST[field])


def _first(cells: list[str], places: tuple[int, ...]) -> str:
    return next((cells[at].strip() for at in places if at < len(cells) and cells[at].strip()), "")


def clean(text: str) -> str:
    """One line, without characters that cannot be seen or that turn the text round."""
    return CONTROLS.sub(" ", text).strip()


def shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _from_yaml(text: str) -> Iterator[Row]:
    """People and their accounts, as congress-legislators has them: one row for each account."""
    number = 0
    for person in _people(text):
        for platform, address in _personal_accounts(person["social"]):
            number += 1
            yield Row(number, address, platform, name=_name_of(person))


def _people(text: str) -> list[dict[str, Any]]:
    if len(text) > LARGEST_YAML:
        raise Refused("This YAML file is larger than 10 MB. Import a CSV file instead.")
    try:
        _check_depth(text)
        # A YAML loader that makes text alone and no objects.
        loaded = yaml.load(text, Loader=Loader)  # noqa: S506
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Refused("This file could not be read as YAML.") from error
    people = loaded if isinstance(loaded, list) else []
    if not people or not all(isinstance(each, dict) for each in people):
        raise Refused("This YAML file is not a list of people with their accounts.")
    return [each for each in people if isinstance(each.get("social"), dict)]


def _check_depth(text: str) -> None:
    """The loader in C calls itself for each level, until the process falls over."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST_YAML:
            raise yaml.YAMLError("too deep")


def _personal_accounts(social: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for platform in PERSONAL:
        said, number = social.get(platform), social.get(f"{platform}_id")
        if isinstance(said, str) and said.strip():
            yield platform, said.strip()
        elif isinstance(number, str) and number.strip():
            yield platform, _address_of_number(platform, number.strip())


def _address_of_number(platform: str, number: str) -> str:
    return f"https://www.youtube.com/channel/{number}" if platform == "youtube" else f"id {number}"


def _name_of(person: dict[str, Any]) -> str:
    name = person.get("name")
    if isinstance(name, dict):
        parts = [name.get("official_full")] if "official_full" in name else name.values()
        name = " ".join(part for part in parts if isinstance(part, str))
    return shortened(clean(name), LONGEST["name"]) if isinstance(name, str) else ""
