"""Words of some columns of a table, indexed by the database itself: FTS5 on SQLite, GIN on
PostgreSQL.

A search costs the same among a thousand rows and a million. SQLite drops a table's triggers when a
migration rebuilds it, so they are put back after every `migrate`.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

MOST_WORDS = 8
# No diacritics, and nothing but letters and numbers.
ACCENTS = "'àáâäãåèéêëìíîïòóôöõùúûüñçŵŷẁẃỳý', 'aaaaaaeeeeiiiiooooouuuuncwywwyy'"


def words_in(text: str, *, most: int = MOST_WORDS) -> list[str]:
    bare = unicodedata.normalize("NFKD", text[: most * 70])
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter)).lower()
    return re.findall(r"[^\W_]+", kept)[:most]


@dataclass(frozen=True)
class WordIndex:
    """Of a table that has an organisation. Migrations made the index of `plain` on PostgreSQL."""

    table: str
    name: str
    columns: tuple[str, ...]
    is_json: bool = False  # text by language, as `WordsField` keeps it

    @property
    def plain(self) -> str:
        """The text that PostgreSQL indexes; the organisation is a word of it."""
        kind = "::text" if self.is_json else ""
        said = " || ' ' || ".join(f"{self.table}.{each}{kind}" for each in self.columns)
        return (
            f"to_tsvector('simple', 'o' || {self.table}.organisation_id || ' ' || regexp_replace("
            f"translate(lower({said}), {ACCENTS}), '[^[:alnum:]]+', ' ', 'g'))"
        )

    def matches(
        self,
        words: list[str],
        *,
        organisation_id: int,
        using: str = "default",
        any_of: bool = False,
    ) -> RawSQL:
        """To filter rows: each word, or with `any_of` one of them, begins a word of the text."""
        if connections[using].vendor == "sqlite":
            here = "{" + " ".join(self.columns) + "}"
            asked = (" OR " if any_of else " AND ").join(f'{here} : "{each}"*' for each in words)
            # S608: names of our own tables; the words go in as a parameter.
            sql = f"{self.table}.id IN (SELECT rowid FROM {self.name} WHERE {self.name} MATCH %s)"  # noqa: S608
            said = f'organisation_id : "{organisation_id}" AND ({asked})'
        else:
            sql = f"{self.plain} @@ %s::tsquery"
            asked = (" | " if any_of else " & ").join(f"'{word}':*" for word in words)
            said = f"'o{organisation_id}' & ({asked})"
        return RawSQL(sql, [said], output_field=BooleanField())  # noqa: S611  # words_in kept letters

    @property
    def triggers(self) -> dict[str, str]:
        # S608 here and below: names of our own columns.
        fields = ", ".join([*self.columns, "organisation_id"])
        add = f"INSERT INTO {self.name}(rowid, {fields}) VALUES ({self._values('new')})"  # noqa: S608
        take = (
            f"INSERT INTO {self.name}({self.name}, rowid, {fields}) "  # noqa: S608
            f"VALUES ('delete', {self._values('old')})"
        )
        return {
            f"{self.name}_insert": f"AFTER INSERT ON {self.table} BEGIN {add}; END",
            f"{self.name}_delete": f"AFTER DELETE ON {self.table} BEGIN {take}; END",
            f"{self.name}_update": (
                f"AFTER UPDATE OF {fields} ON {self.table} BEGIN {take}; {add}; END"
            ),
        }

    def _values(self, row: str) -> str:
        return ", ".join(f"{row}.{each}" for each in ("id", *self.columns, "organisation_id"))

    def restore(self, *, using: str = "default", **_: Any) -> None:
        connection = connections[using]
        tables = connection.introspection.table_names()
        if connection.vendor != "sqlite" or self.table not in tables:
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            missing = set(self.triggers) - {row[0] for row in cursor.fetchall()}
            if not missing:
                return
            fields = ", ".join([*self.columns, "organisation_id"])
            cursor.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {self.name} USING fts5({fields}, "
                f"content='{self.table}', content_rowid='id', "
                "tokenize='unicode61 remove_diacritics 2')"
            )
            for name in missing:
                cursor.execute(f"CREATE TRIGGER {name} {self.triggers[name]}")
            cursor.execute(f"INSERT INTO {self.name}({self.name}) VALUES ('rebuild')")  # noqa: S608
