"""Keep what was judged, row by row, in a table: by the database's own fast way in."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection

from mercat.common.ids import new_public_ids
from mercat.register.imports.judging import LANGUAGE, Judgement, Outcome, Register, name_of
from mercat.register.models import Import, ImportRow

COLUMNS = (
    "source_id", "number", "outcome", "reason", "sentence", "taken", "said", "platform", "key",
    "handle", "url", "kind", "account_id_new", "account_id", "name", "department",
    "department_name", "purpose", "audience", "before",
)  # fmt: skip
TABLE = ImportRow._meta.db_table


def stage(judgements: Iterable[Judgement], *, source: Import, register: Register) -> None:
    """Inside the caller's transaction."""
    judged = list(judgements)
    ids = new_public_ids(len(judged))
    pairs = zip(judged, ids, strict=True)
    write([_line(each, source.pk, new_id, register) for each, new_id in pairs])


def _line(each: Judgement, source: int, new_id: str, register: Register) -> tuple[Any, ...]:
    found, row = each.found, each.row  # of an account that keeps its address, its own spelling
    is_new = each.outcome == Outcome.NEW
    place = each.entry if each.after and "key" not in each.after else found
    return (
        source,
        row.number,
        each.outcome.value,
        each.reason[:300],
        each.sentence[:500],
        True,
        row.address[:500],
        *(tuple(getattr(place, name) for name in PLACE) if place else NOWHERE),
        new_id if is_new else "",
        each.entry.pk if each.entry else None,
        *(_new(each, register) if is_new else _changed(each, register)),
    )


PLACE = ("platform", "key", "handle", "url", "kind")
NOWHERE = ("",) * len(PLACE)


def _new(each: Judgement, register: Register) -> tuple[str, ...]:
    row = each.row
    name = name_of(row, each.found) if each.found else row.name
    department = register.department(row.department)
    return name, department, row.department, _words(row.purpose), _words(row.audience), "{}"


def _changed(each: Judgement, register: Register) -> tuple[str, ...]:
    """What the account will say; of a row that changes nothing, what the file says."""
    row, after, entry = each.row, each.after, each.entry
    if entry is None or not after:
        return row.name, "", row.department, _words(row.purpose), _words(row.audience), "{}"
    now = {name: after.get(name, getattr(entry, name)) for name in FIELDS}
    department = now["department"] or ""
    return (
        now["name"],
        department,
        row.department,
        json.dumps(now["purpose"]),
        json.dumps(now["audience"]),
        json.dumps(each.before),
    )


FIELDS = ("name", "department", "purpose", "audience")


def _words(text: str) -> str:
    return json.dumps({LANGUAGE: text}) if text else "{}"


def write(lines: list[tuple[Any, ...]]) -> None:
    if connection.vendor == "postgresql":
        names = ", ".join(f'"{name}"' for name in COLUMNS)
        with (
            connection.cursor() as cursor,
            cursor.copy(f'COPY "{TABLE}" ({names}) FROM STDIN') as copy,
        ):
            for line in lines:
                copy.write_row(line)
        return
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    marks = ", ".join(["%s"] * len(COLUMNS))
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{TABLE}" ({names}) VALUES ({marks})', lines)  # noqa: S608
