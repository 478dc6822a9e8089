"""After a test with several connections PostgreSQL empties the tables that hold something.

Django truncates all of them, which makes a new file for each of several hundred tables and indexes
and takes seconds, for the few rows that a test leaves.
"""

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg import sql

truncate = DatabaseOperations.sql_flush


def sql_flush(
    self: DatabaseOperations, style: Any, tables: Iterable[str], **options: Any
) -> list[str]:
    names = list(tables)
    if options.get("reset_sequences") or not names or not is_superuser(self.connection):
        return truncate(self, style, names, **options)
    # As a replica: neither foreign keys nor triggers ask in which order.
    return [
        "SET LOCAL session_replication_role = replica",
        *(sql.SQL("DELETE FROM {}").format(each).as_string() for each in filled_of(self, names)),
        "SET LOCAL session_replication_role = DEFAULT",
    ]


def is_superuser(connection: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SHOW is_superuser")
        return bool(cursor.fetchone() == ("on",))


def filled_of(operations: DatabaseOperations, names: list[str]) -> list[sql.Identifier]:
    one = sql.SQL("SELECT {} WHERE EXISTS (SELECT 1 FROM {})")
    asked = [one.format(sql.Literal(each), sql.Identifier(each)) for each in names]
    with operations.connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(asked))
        return [sql.Identifier(name) for (name,) in cursor.fetchall()]


def install() -> None:
    DatabaseOperations.sql_flush = sql_flush
