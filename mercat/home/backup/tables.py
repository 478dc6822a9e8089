"""The database as lines of JSON that any database of ours can take in again."""

import base64
import datetime as dt
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from graphlib import TopologicalSorter
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connections, models

# A session in a file would let its finder in.
SESSIONS = frozenset({"sessions.session", "usersessions.usersession"})
# Drawn from the register: whoever follows it begins anew after a restore.
DERIVED = frozenset(
    {
        "register.gathering",
        "register.touchedkey",
        "lookup.likeness",
        "lookup.follower",
        "lookup.rangefolder",
    }
)
# `migrate` makes these anew, with other keys.
LEFT_OUT = SESSIONS | DERIVED | {"contenttypes.contenttype", "auth.permission"}
NOT_DATA = frozenset({"common.jobrun"})  # a worker writes these before anybody has used the site
BATCH = 500
Model = type[models.Model]


def kept() -> list[Model]:
    """Every table that a backup holds, those that others point to first."""
    found = _installed()
    named = sorted(set(found) - LEFT_OUT)
    order = TopologicalSorter({name: sorted(_needs(found[name]) & set(named)) for name in named})
    return [found[name] for name in order.static_order()]


def _installed() -> dict[str, Model]:
    return {
        model._meta.label_lower: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def _needs(model: Model) -> set[str]:
    related = {field.related_model for field in model._meta.local_concrete_fields}
    return {
        each._meta.label_lower
        for each in related
        if isinstance(each, type) and issubclass(each, models.Model) and each is not model
    }


def lines_of(model: Model, *, using: str) -> Iterator[bytes]:
    """One line a row, in the order of the keys, never all in memory."""
    fields = model._meta.local_concrete_fields
    rows = model._base_manager.using(using).order_by("pk").only(*(each.attname for each in fields))
    for row in rows.iterator(chunk_size=BATCH):
        said = {each.attname: each.value_from_object(row) for each in fields}
        yield json.dumps(said, default=_plain, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _plain(value: Any) -> Any:
    match value:
        case dt.datetime():  # to the microsecond: the audit chain hashes it
            return value.astimezone(dt.UTC).isoformat()
        case dt.date() | dt.time():
            return value.isoformat()
        case dt.timedelta():
            return value / dt.timedelta(microseconds=1)
        case UUID() | Decimal():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"{type(value).__name__} has no place in a backup")


def load(model: Model, lines: Iterable[bytes], *, using: str) -> int:
    """Put rows in as they are: no default, no time of today, no key of its own."""
    fields = model._meta.local_concrete_fields
    manager = model._base_manager.using(using)
    size = max(1, connections[using].ops.bulk_batch_size(list(fields), [None] * BATCH))
    rows = (_row(model, json.loads(line)) for line in lines)
    loaded = 0
    while batch := list(islice(rows, size)):
        # What Django's own loaddata does for one row: `raw` leaves every value as it is.
        manager._insert(batch, fields=fields, using=using, raw=True)  # type: ignore[attr-defined]
        loaded += len(batch)
    return loaded


def _row(model: Model, said: dict[str, Any]) -> models.Model:
    fields = {each.attname: each for each in model._meta.local_concrete_fields}
    return model(**{name: _value(fields[name], value) for name, value in said.items()})


def _value(field: "models.Field[Any, Any]", value: Any) -> Any:
    match field:
        case models.DurationField() if value is not None:
            return dt.timedelta(microseconds=value)
        case models.BinaryField() if value is not None:
            return base64.b64decode(value)
        case models.ForeignKey():
            return field.target_field.to_python(value)
    return field.to_python(value)


def unfit(model: Model, names: set[str]) -> set[str]:
    """Fields that stand in the backup and not here, or the other way without a default."""
    fields = {each.attname: each for each in model._meta.local_concrete_fields}
    new = {name for name in set(fields) - names if not _may_be_absent(fields[name])}
    return (names - set(fields)) | new


def _may_be_absent(field: "models.Field[Any, Any]") -> bool:
    return field.has_default() or field.null or (field.empty_strings_allowed and field.blank)


def filled(*, using: str) -> list[str]:
    """The tables that have rows already."""
    return [
        model._meta.label_lower
        for model in kept()
        if model._meta.label_lower not in NOT_DATA and model._base_manager.using(using).exists()
    ]


def empty(*, using: str) -> None:
    """Sessions and the cache go too: they belong to what was there."""
    connection = connections[using]
    sessions = [model for name, model in _installed().items() if name in SESSIONS]
    tables = [model._meta.db_table for model in [*sessions, *reversed(kept())]]
    with connection.cursor() as cursor:
        for table in [*tables, settings.CACHES["default"]["LOCATION"]]:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608


def check_whole(*, using: str) -> None:
    """No row may point to one that is not there; new rows get keys that are free."""
    connection = connections[using]
    connection.check_constraints(table_names=[model._meta.db_table for model in kept()])
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept()):
            cursor.execute(statement)
