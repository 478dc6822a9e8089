"""Triggers that refuse to change or delete an event, on both databases.

SQLite drops a table's triggers when a migration rebuilds it, so they are put back after every
`migrate`; `manage.py check --database default` says when they are missing.
"""

from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections

TABLE = "audit_event"
NAMES = ("audit_event_no_update", "audit_event_no_delete", "audit_event_no_truncate")

SQLITE = [
    f"""CREATE TRIGGER IF NOT EXISTS audit_event_no_{verb.lower()} BEFORE {verb} ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'audit events are never changed'); END"""
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'audit events are never changed'; END $$""",
    *(
        f"""CREATE OR REPLACE TRIGGER audit_event_no_{verb.lower()} BEFORE {verb} ON {TABLE}
        FOR EACH {"STATEMENT" if verb == "TRUNCATE" else "ROW"}
        EXECUTE FUNCTION audit_event_refuse()"""
        for verb in ("UPDATE", "DELETE", "TRUNCATE")
    ),
]


def restore(*, using: str = "default", **_: Any) -> None:
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def lift(*, using: str = "default") -> None:
    """Take the triggers off: for the tests' clean-up and for nothing else."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name in NAMES:
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}")


def missing(*, using: str = "default") -> list[str]:
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return []
    query, wanted = _catalogue(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(query, [TABLE])
        found = {row[0] for row in cursor.fetchall()}
    return [name for name in wanted if name not in found]


def _catalogue(vendor: str) -> tuple[str, tuple[str, ...]]:
    if vendor == "sqlite":
        return "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", NAMES[:2]
    return "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass", NAMES


def check(*, databases: list[str] | None = None, **_: Any) -> list[CheckMessage]:
    return [
        Error(
            f"The trigger {name} is missing: audit events could be changed.",
            hint="Run manage.py migrate --skip-checks, which puts it back.",
            id="mercat.audit.E001",
        )
        for using in databases or []
        for name in missing(using=using)
    ]
