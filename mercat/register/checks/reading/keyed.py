"""What the programs of X and YouTube answer, who want a key."""

from typing import Any, NamedTuple

from mercat.register.checks.reading import data

MOST = 50


class Held(NamedTuple):
    """An account as its platform knows it."""

    id: str
    name: str  # what it is called now; empty where the platform does not say
    words: str


class NotClear(Exception):
    """The answer says neither that there is such an account nor that there is none."""


def x_account(value: Any) -> Held | None:
    """X answers 200 either way, and names as an error what it does not have or has suspended."""
    found = data.member(value, "data")
    number, name = data.words(data.member(found, "id")), data.words(data.member(found, "username"))
    if number and name:
        links = " ".join(_x_links(data.member(found, "entities")))
        words = data.words(data.member(found, "description"))
        return Held(number, name, f"{words} {links}".strip())
    errors = data.several(data.member(value, "errors"))[:MOST]
    kinds = [data.words(data.member(each, "type")) for each in errors]
    if found is None and any(kind.endswith("/resource-not-found") for kind in kinds):
        return None
    raise NotClear


def _x_links(entities: Any) -> list[str]:
    """Links of a profile stand shortened in its words; where they lead stands here."""
    places = [data.member(data.member(entities, each), "urls") for each in ("url", "description")]
    links = [link for place in places for link in data.several(place)[:MOST]]
    return [data.web_address(data.member(each, "expanded_url")) for each in links]


def youtube_channel(value: Any) -> Held | None:
    """An answer without channels counts as one only if it says that it is a list of channels."""
    items = data.several(data.member(value, "items"))
    if not items and data.member(value, "kind") == "youtube#channelListResponse":
        return None
    first = items[0] if items else None
    number, snippet = data.words(data.member(first, "id")), data.member(first, "snippet")
    if not number.startswith("UC"):
        raise NotClear
    name = data.words(data.member(snippet, "customUrl"))
    words = data.words(data.member(snippet, "description"))
    return Held(number, name if name.startswith("@") else "", words)
