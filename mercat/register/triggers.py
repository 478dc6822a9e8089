"""Triggers that note each address of which the public answer may have changed.

Everything outside the pages (range files, look-alikes) follows the register by these notes, so
they must miss nothing: neither an import's one statement for many rows nor a cascade. SQLite drops
a table's triggers when a migration rebuilds it, so they are put back after every `migrate`.
"""

from typing import Any

from django.db import connections

PUBLICATION, ALIAS, NOTES = "register_publication", "register_alias", "register_touchedkey"
WATCHED = {
    PUBLICATION: ("platform", "key", "answer", "organisation_id", "handle"),
    ALIAS: ("platform", "key", "kind", "until", "account_id"),
}


def _note(row: str, table: str) -> str:
    """The address itself; for a publication also the other addresses of its account."""
    into = f"INSERT INTO {NOTES} (platform, key)"
    own = f"{into} VALUES ({row}.platform, {row}.key); "
    if table == ALIAS:
        return own
    # S608: names of our own.
    also = f"SELECT platform, key FROM {ALIAS} WHERE account_id = {row}.account_id"  # noqa: S608
    return f"{own}{into} {also}; "


def _sqlite() -> dict[str, tuple[str, str]]:
    made = {}
    for table, columns in WATCHED.items():
        differs = " OR ".join(f"old.{each} IS NOT new.{each}" for each in columns)
        changed = f"UPDATE OF {', '.join(columns)} ON {table} WHEN {differs}"
        both = _note("old", table) + _note("new", table)
        made[f"{table}_noted_insert"] = (f"INSERT ON {table}", _note("new", table))
        made[f"{table}_noted_delete"] = (f"DELETE ON {table}", _note("old", table))
        made[f"{table}_noted_update"] = (changed, both)
    return made


def _on_sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {when} BEGIN {then} END"
        for name, (when, then) in _sqlite().items()
    ]


def _on_postgresql() -> list[str]:
    return [each for table in WATCHED for each in _of_table(table)]


def _of_table(table: str) -> tuple[str, str, str]:
    differs = " OR ".join(f"old.{each} IS DISTINCT FROM new.{each}" for each in WATCHED[table])
    note = (
        f"CREATE OR REPLACE FUNCTION {table}_note() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF TG_OP <> 'INSERT' THEN {_note('old', table)} END IF; "
        f"IF TG_OP <> 'DELETE' THEN {_note('new', table)} END IF; RETURN NULL; END $$"
    )
    each_row = f"FOR EACH ROW EXECUTE FUNCTION {table}_note()"
    made = f"CREATE OR REPLACE TRIGGER {table}_noted"
    return (
        note,
        f"{made} AFTER INSERT OR DELETE ON {table} {each_row}",
        f"{made}_update AFTER UPDATE ON {table} {each_row}".replace(
            "EACH ROW", f"EACH ROW WHEN ({differs})"
        ),
    )


def restore(*, using: str = "default", **_: Any) -> None:
    connection = connections[using]
    if not {PUBLICATION, ALIAS, NOTES} <= set(connection.introspection.table_names()):
        return
    with connection.cursor() as cursor:
        for statement in _on_sqlite() if connection.vendor == "sqlite" else _on_postgresql():
            cursor.execute(statement)
