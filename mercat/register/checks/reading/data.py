"""JSON of others: what it should be is taken, everything else counts as not there."""

import json
from typing import Any

LONGEST = 2000


def parse(text: str) -> Any:
    """What JSON says, or None."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def member(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def words(value: Any) -> str:
    """A string, cut to a bearable length; anything else is an empty one."""
    return value[:LONGEST].replace("\0", "") if isinstance(value, str) else ""


def several(value: Any) -> list[Any]:
    """JSON-LD writes one thing without its list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def web_address(value: Any) -> str:
    address = words(value).strip()
    return address if address.startswith(("https://", "http://")) else ""
