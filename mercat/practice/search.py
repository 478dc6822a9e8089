"""Words of pages, stemmed, indexed by the database itself: FTS5 on SQLite, GIN on PostgreSQL.

PostgreSQL keeps the words in a generated column that a migration made. SQLite drops a table's
triggers when a migration rebuilds it, so they are put back after every `migrate`.
"""

from typing import Any

from django.db import connections

TABLE, NAME = "practice_page", "practice_page_words"
COLUMNS = ("title", "found_by", "summary", "body")
WEIGHTS = (10.0, 6.0, 4.0, 1.0)
_fields = ", ".join(COLUMNS)


def _values(row: str) -> str:
    return ", ".join(f"{row}.{each}" for each in ("id", *COLUMNS))


# S608: names of our own.
_ADD = f"INSERT INTO {NAME}(rowid, {_fields}) VALUES ({_values('new')})"  # noqa: S608
_TAKE = f"INSERT INTO {NAME}({NAME}, rowid, {_fields}) VALUES ('delete', {_values('old')})"  # noqa: S608
TRIGGERS = {
    f"{NAME}_insert": f"AFTER INSERT ON {TABLE} BEGIN {_ADD}; END",
    f"{NAME}_delete": f"AFTER DELETE ON {TABLE} BEGIN {_TAKE}; END",
    f"{NAME}_update": f"AFTER UPDATE OF {_fields} ON {TABLE} BEGIN {_TAKE}; {_ADD}; END",
}


def restore(*, using: str = "default", **_: Any) -> None:
    connection = connections[using]
    if connection.vendor != "sqlite" or TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        missing = set(TRIGGERS) - {row[0] for row in cursor.fetchall()}
        if not missing:
            return
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {NAME} USING fts5({_fields}, "
            f"content='{TABLE}', content_rowid='id', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        )
        for name in missing:
            cursor.execute(f"CREATE TRIGGER {name} {TRIGGERS[name]}")
        cursor.execute(f"INSERT INTO {NAME}({NAME}) VALUES ('rebuild')")  # noqa: S608  # as above
