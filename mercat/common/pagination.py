"""Keyset pagination: a deep page costs as much as the first, and nothing is counted."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Page:
    rows: Sequence[Any]
    next_query: str  # empty when there is no further page
    previous_query: str


def page(rows: QuerySet[M], *, asked: QueryDict, by: str, size: int = 50) -> Page:
    """The page that `?after=` or `?before=` ask for, in order of the field `by` and the key."""
    before, after = _read(asked.get("before")), _read(asked.get("after"))
    if before:
        found = list(rows.filter(_beyond(by, before, "lt")).order_by(f"-{by}", "-pk")[: size + 1])
        more, found = len(found) > size, found[:size][::-1]
        return _page(found, by, has_previous=more, has_next=True)
    kept = rows.filter(_beyond(by, after, "gt")) if after else rows
    found = list(kept.order_by(by, "pk")[: size + 1])
    return _page(found[:size], by, has_previous=bool(after), has_next=len(found) > size)


def _beyond(by: str, cursor: tuple[str, int], side: str) -> Q:
    value, key = cursor
    return Q(**{f"{by}__{side}": value}) | Q(**{by: value, f"pk__{side}": key})


def _page(rows: list[M], by: str, *, has_previous: bool, has_next: bool) -> Page:
    return Page(
        rows=rows,
        next_query=f"?after={_cursor(rows[-1], by)}" if rows and has_next else "",
        previous_query=f"?before={_cursor(rows[0], by)}" if rows and has_previous else "",
    )


def _cursor(row: Model, by: str) -> str:
    text = json.dumps([str(getattr(row, by)), row.pk])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str | None) -> tuple[str, int] | None:
    """What somebody bent or cut short counts as no cursor: the first page."""
    if not cursor:
        return None
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        value, key = json.loads(text)
    except (binascii.Error, ValueError, TypeError, RecursionError):
        return None
    usable = isinstance(value, str) and _is_plain(value) and isinstance(key, int)
    return (value, key) if usable and abs(key) < 2**63 else None


def _is_plain(text: str) -> bool:
    """No database stores NUL or half a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
