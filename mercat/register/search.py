"""Words of names and handles, indexed by the database itself: FTS5 on SQLite, GIN on PostgreSQL.

A search for one account costs the same among a thousand and a million. SQLite drops a table's
triggers when a migration rebuilds it, so they are put back after every `migrate`.
"""

import re
import unicodedata
from typing import Any

from django.db import connections
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

TABLE = "register_account"
INDEX = "register_account_search"
COLUMNS = ("name", "handle", "organisation_id")
MOST_WORDS = 8
# No diacritics, and nothing but letters and numbers; the migration made an index of this text.
PLAIN = (
    "to_tsvector('simple', 'o' || register_account.organisation_id || ' ' || regexp_replace("
    "translate(lower(register_account.name || ' ' || register_account.handle), "
    "'àáâäãåèéêëìíîïòóôöõùúûüñçŵŷẁẃỳý', 'aaaaaaeeeeiiiiooooouuuuncwywwyy'), "
    "'[^[:alnum:]]+', ' ', 'g'))"
)


def words_in(text: str) -> list[str]:
    bare = unicodedata.normalize("NFKD", text[:500])
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter)).lower()
    return re.findall(r"[^\W_]+", kept)[:MOST_WORDS]


def matches(words: list[str], *, organisation_id: int, using: str = "default") -> RawSQL:
    """To filter accounts: each word begins a word of the name or the handle."""
    if connections[using].vendor == "sqlite":
        asked = " AND ".join(f'{{name handle}} : "{word}"*' for word in words)
        sql = f"register_account.id IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s)"  # noqa: S608
        said = f'organisation_id : "{organisation_id}" AND {asked}'
    else:
        sql = f"{PLAIN} @@ %s::tsquery"
        said = " & ".join([f"'o{organisation_id}'", *(f"'{word}':*" for word in words)])
    return RawSQL(sql, [said], output_field=BooleanField())  # noqa: S611  # words_in kept letters


def _values(row: str) -> str:
    return ", ".join([f"{row}.id", *(f"{row}.{column}" for column in COLUMNS)])


# S608 here and below: names of our own columns; what people typed goes in as a parameter.
FIELDS = ", ".join(COLUMNS)
ADD = f"INSERT INTO {INDEX}(rowid, {FIELDS}) VALUES ({_values('new')})"  # noqa: S608
TAKE = f"INSERT INTO {INDEX}({INDEX}, rowid, {FIELDS}) VALUES ('delete', {_values('old')})"  # noqa: S608
TRIGGERS = {
    f"{INDEX}_insert": f"AFTER INSERT ON {TABLE} BEGIN {ADD}; END",
    f"{INDEX}_delete": f"AFTER DELETE ON {TABLE} BEGIN {TAKE}; END",
    f"{INDEX}_update": f"AFTER UPDATE OF {FIELDS} ON {TABLE} BEGIN {TAKE}; {ADD}; END",
}


def restore(*, using: str = "default", **_: Any) -> None:
    connection = connections[using]
    tables = connection.introspection.table_names()
    if connection.vendor != "sqlite" or TABLE not in tables:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        missing = set(TRIGGERS) - {row[0] for row in cursor.fetchall()}
        if not missing:
            return
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5({FIELDS}, content='{TABLE}', "
            "content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
        )
        for name in missing:
            cursor.execute(f"CREATE TRIGGER {name} {TRIGGERS[name]}")
        cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')")  # noqa: S608
