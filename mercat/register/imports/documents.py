"""JSON and YAML: the lists of accounts that programs write, made into a table."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common.refusals import Refused

LARGEST_YAML = 10 * 1024 * 1024
DEEPEST = 20
WIDEST = 200
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every value stays text
PERSONAL = ("twitter", "facebook", "instagram", "youtube", "mastodon", "threads", "bluesky")
PEOPLE = "People and their accounts, as congress-legislators has them"
GOVUK = "Links to social media, as GOV.UK publishes them"
NO_LIST = _(
    "This file holds no list of accounts that we know. Save the list as CSV and import that."
)


@dataclass(frozen=True, slots=True)
class Document:
    table: list[list[str]]  # with headings
    shape: str = ""


def is_json(text: str) -> bool:
    """Whether text that nobody called JSON is JSON: a list or an object, and nothing else."""
    start = text[:1000].lstrip()
    if not start.startswith(("[", "{")):
        return False
    return text.rstrip().endswith(("]", "}"))


def from_json(text: str) -> Document:
    try:
        return _document(json.loads(text, parse_int=str, parse_float=str))
    except (ValueError, RecursionError) as error:
        raise Refused(gettext("This file could not be read as JSON.")) from error


def from_yaml(text: str) -> Document:
    if len(text) > LARGEST_YAML:
        raise Refused(gettext("This YAML file is larger than 10 MB. Import a CSV file instead."))
    try:
        _check_depth(text)
        # A YAML loader that makes text alone and no objects.
        loaded = yaml.load(text, Loader=Loader)  # noqa: S506
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Refused(gettext("This file could not be read as YAML.")) from error
    return _document(loaded)


def _check_depth(text: str) -> None:
    """The loader in C calls itself for each level, until the process falls over."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise yaml.YAMLError("too deep")


def _document(loaded: Any) -> Document:
    things = _things(loaded)
    if not things:
        raise Refused(NO_LIST)
    if any(isinstance(each.get("social"), dict) for each in things):
        rows = [row for each in things for row in _of_person(each)]
        return Document([["platform", "handle_or_url", "name"], *rows], PEOPLE)
    linked = [(each, links) for each in things if (links := _govuk_links(each))]
    if linked:
        rows = [row for each, links in linked for row in _of_links(each, links)]
        return Document([["service_type", "href", "title", "department"], *rows], GOVUK)
    return Document(_flat(things))


def _things(loaded: Any) -> list[dict[str, Any]]:
    """The list of objects: the document itself, or the first list within it."""
    if isinstance(loaded, dict):
        if _govuk_links(loaded):
            return [loaded]
        within = (_things(each) for each in loaded.values() if isinstance(each, list))
        return next((found for found in within if found), [])
    return [each for each in loaded if isinstance(each, dict)] if isinstance(loaded, list) else []


def _govuk_links(thing: dict[str, Any]) -> list[dict[str, Any]]:
    for holder in (thing, thing.get("details"), thing.get("links")):
        links = holder.get("social_media_links") if isinstance(holder, dict) else None
        if isinstance(links, list):
            return [each for each in links if isinstance(each, dict)]
    return []


def _of_links(thing: dict[str, Any], links: Iterable[dict[str, Any]]) -> Iterator[list[str]]:
    department = _text(thing.get("title"))
    for link in links:
        yield [*(_text(link.get(key)) for key in ("service_type", "href", "title")), department]


def _of_person(person: dict[str, Any]) -> Iterator[list[str]]:
    social = person.get("social")
    if not isinstance(social, dict):
        return
    for platform in PERSONAL:
        said, number = _text(social.get(platform)), _text(social.get(f"{platform}_id"))
        if said or number:
            yield [platform, said or _address_of_number(platform, number), _name_of(person)]


def _address_of_number(platform: str, number: str) -> str:
    return f"https://www.youtube.com/channel/{number}" if platform == "youtube" else f"id {number}"


def _name_of(person: dict[str, Any]) -> str:
    name = person.get("name")
    if isinstance(name, dict):
        parts = [name.get("official_full")] if "official_full" in name else name.values()
        name = " ".join(part for part in parts if isinstance(part, str))
    return _text(name)


def _flat(things: list[dict[str, Any]]) -> list[list[str]]:
    keys = list(dict.fromkeys(str(key) for each in things for key in each))[:WIDEST]
    by_name = ({str(key): value for key, value in each.items()} for each in things)
    return [keys, *([_text(each.get(key)) for key in keys] for each in by_name)]


def _text(value: Any) -> str:
    """One cell: of text by language the English, of several values all, divided by bars."""
    if isinstance(value, dict):
        value = value.get("en") or next(iter(value.values()), "")
    if isinstance(value, list):
        value = "|".join(each for each in value if isinstance(each, str))
    return value.strip() if isinstance(value, str) else ""
