"""schema.org data of a page: which accounts a site says are the same as itself."""

from collections.abc import Iterator
from typing import Any

from mercat.register.checks.reading import data

DEEPEST = 12
MOST = 2000


def same_as(linked_data: list[Any]) -> list[tuple[str, list[str]]]:
    """For each thing with both: its own address, and the addresses that are the same thing."""
    found = []
    for thing in list(_things(linked_data))[:MOST]:
        own = _own_address(thing)
        same = [data.web_address(each) for each in data.several(thing.get("sameAs"))]
        if own and any(same):
            found.append((own, [each for each in same if each]))
    return found


def _own_address(thing: dict[str, Any]) -> str:
    for name in ("url", "@id"):
        for value in data.several(thing.get(name)):
            if address := data.web_address(value) or data.web_address(data.member(value, "@id")):
                return address
    return ""


def _things(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from _things(each, depth + 1)
