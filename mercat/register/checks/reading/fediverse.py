"""WebFinger, ActivityPub actors and Mastodon's own look-up."""

from typing import Any, NamedTuple

from mercat.register.checks.reading import data, pages

ACTOR_TYPES = ("application/activity+json", "application/ld+json")
MOST = 50


class Actor(NamedTuple):
    id: str
    name: str
    url: str
    links: tuple[str, ...]  # from its profile, in the order of its fields
    words: str  # what it says of itself
    moved_to: str
    also_known_as: tuple[str, ...]
    suspended: bool


class Verified(NamedTuple):
    """What Mastodon says of a profile's links: those that link back, and when it looked."""

    links: tuple[str, ...]
    suspended: bool


def actor_address(webfinger: Any) -> str:
    for link in data.several(data.member(webfinger, "links"))[:MOST]:
        kind = data.words(data.member(link, "type")).partition(";")[0].strip()
        if data.member(link, "rel") == "self" and kind in ACTOR_TYPES:
            return data.web_address(data.member(link, "href"))
    return ""


def actor(value: Any) -> Actor | None:
    address, name = data.web_address(data.member(value, "id")), data.member(value, "inbox")
    if not address or not data.web_address(name):
        return None
    return Actor(
        id=address,
        name=data.words(value.get("preferredUsername")),
        url=_page(value),
        links=tuple(_links(value)),
        words=pages.plain(data.words(value.get("summary"))),
        moved_to=_address(value.get("movedTo")),
        also_known_as=tuple(_address(each) for each in data.several(value.get("alsoKnownAs"))),
        suspended=value.get("suspended") is True or value.get("toot:suspended") is True,
    )


def verified(value: Any) -> Verified | None:
    """Mastodon's answer about an account; None when it is something else."""
    if not data.words(data.member(value, "acct")):
        return None
    fields = data.several(value.get("fields"))[:MOST]
    kept = [each for each in fields if data.words(data.member(each, "verified_at"))]
    links = [link for each in kept for link in _links_in(data.member(each, "value"))]
    return Verified(tuple(links), value.get("suspended") is True)


def _page(value: dict[str, Any]) -> str:
    for each in data.several(value.get("url")):
        if address := _address(each):
            return address
    return data.web_address(value["id"])


def _address(value: Any) -> str:
    for name in ("href", "id"):
        if address := data.web_address(value) or data.web_address(data.member(value, name)):
            return address
    return ""


def _links(value: dict[str, Any]) -> list[str]:
    found = []
    for each in data.several(value.get("attachment"))[:MOST]:
        found += _links_in(data.member(each, "value")) or [_address(data.member(each, "href"))]
    return [link for link in found if link]


def _links_in(value: Any) -> list[str]:
    """A field's value is HTML with a link, or the bare address."""
    text = data.words(value)
    if address := data.web_address(text):
        return [address]
    return [link.url for link in pages.links(text, base="")] if "<" in text else []
