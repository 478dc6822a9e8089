"""Keyset pagination: a deep page costs as much as the first, and nothing is counted."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Page:
    rows: Sequence[Any]
    next_query: str  # empty when there is no further page
    previous_query: str


class BrokenCursor(ValueError):
    pass


def page(
    rows: QuerySet[M],
    *,
    asked: QueryDict,
    by: str,
    size: int = 50,
    newest_first: bool = False,
    strict: bool = False,
) -> Page:
    """The page that `?after=` or `?before=` ask for, in order of the field `by` and the key.

    With `newest_first` that order is turned round. A cursor that was bent or cut short counts as
    none; `strict` raises BrokenCursor instead.
    """
    added = rows.query.annotations.get(by)  # a column that the query computes
    field: Any = added.output_field if added else rows.model._meta.get_field(by)
    before, after = (_read(asked.get(name), field) for name in ("before", "after"))
    if strict and ((asked.get("before") and not before) or (asked.get("after") and not after)):
        raise BrokenCursor
    on, back = (("", "gt"), ("-", "lt"))[:: -1 if newest_first else 1]
    if before:
        found = _ordered(rows.filter(_beyond(by, before, back[1])), by, back[0], size)
        more, found = len(found) > size, found[:size][::-1]
        return _page(found, by, has_previous=more, has_next=True)
    kept = rows.filter(_beyond(by, after, on[1])) if after else rows
    found = _ordered(kept, by, on[0], size)
    return _page(found[:size], by, has_previous=bool(after), has_next=len(found) > size)


def _ordered(rows: QuerySet[M], by: str, sign: str, size: int) -> list[M]:
    return list(rows.order_by(f"{sign}{by}", f"{sign}pk")[: size + 1])


def _beyond(by: str, cursor: tuple[Any, int], side: str) -> Q:
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


def _read(cursor: str | None, field: Any) -> tuple[Any, int] | None:
    if not cursor:
        return None
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        value, key = json.loads(text)
        sorted_by = field.to_python(value)  # a day, a number: what the column holds
    except (binascii.Error, ValueError, TypeError, RecursionError, ValidationError):
        return None
    usable = isinstance(value, str) and _is_plain(value) and type(key) is int
    return (sorted_by, key) if usable and abs(key) < 2**63 else None


def _is_plain(text: str) -> bool:
    """No database stores NUL or half a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
