"""Full-text search among what somebody may read: one module for both databases.

One query finds and ranks within what is visible, one draws the snippets of those shown, one reads
their rows: however many pages there are.
"""

import base64
import binascii
import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connections
from django.db.models import BooleanField, FloatField, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from mercat.common.search import words_in
from mercat.practice import search
from mercat.practice.models import Page, Tag

SIZE = 20
START, END = "\x02", "\x03"  # around what was found, until the snippet is escaped


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for."""

    q: str = ""
    kind: str = ""
    tag: str = ""
    organisation: str = ""
    nation: str = ""
    licence: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    rows: list[Any] = field(default_factory=list)
    after: str = ""


def narrowed(visible: QuerySet[Page], wish: Wish) -> QuerySet[Page]:
    """By the filters alone."""
    equal = {
        "kind": wish.kind,
        "organisation__slug": wish.organisation,
        "organisation__nation": wish.nation,
        "licence": wish.licence,
    }
    found = visible.filter(**{name: value for name, value in equal.items() if value})
    if wish.tag:
        tag = Tag.objects.filter(key=wish.tag.strip().casefold()).first()
        found = found.filter(tags=(tag.stands_for_id or tag.pk) if tag else 0)
    return found.filter(changed_at__date__gte=wish.since) if wish.since else found


def best(visible: QuerySet[Page], wish: Wish, *, after: str = "") -> Found:
    """Those with all these words, the best first; `after` is where the screen before ended."""
    words = words_in(wish.q)
    if not words:
        return Found()
    connection = connections[visible.db]
    asked = _asked(words, connection.vendor)
    ranked = _ranked(connection, narrowed(visible, wish), asked, _read(after))
    shown = ranked[:SIZE]
    keys = [key for key, _rank in shown]
    shown_rows = visible.model.objects.select_related("organisation").defer("body", "citations")
    pages = shown_rows.in_bulk(keys)
    snippets = _snippets(connection, keys, asked) if keys else {}
    rows = []
    for key in keys:
        if key in pages:
            pages[key].snippet = _shown(snippets.get(key, ""))  # type: ignore[attr-defined]
            rows.append(pages[key])
    return Found(rows, _cursor(shown[-1]) if len(ranked) > SIZE else "")


def _asked(words: list[str], vendor: str) -> str:
    """Each word, and the last also as the beginning of a longer one."""
    if vendor == "sqlite":
        *whole, last = [f'"{each}"' for each in words]
        return " AND ".join([*whole, f"({last} OR {last}*)"])
    return " & ".join([*words[:-1], f"({words[-1]} | {words[-1]}:*)"])


def _ranked(
    connection: Any, rows: QuerySet[Page], asked: str, after: tuple[float, int] | None
) -> list[tuple[int, float]]:
    of_vendor = _ranked_by_fts5 if connection.vendor == "sqlite" else _ranked_by_postgresql
    return of_vendor(connection, rows.order_by(), asked, after)


def _ranked_by_fts5(
    connection: Any, rows: QuerySet[Page], asked: str, after: tuple[float, int] | None
) -> list[tuple[int, float]]:
    """The best first, and of each who may see it, until a screen is full: SQLite reads a subquery
    that has a limit in its own order. A list of all that is visible would grow with them all."""
    here = rows.filter(pk=RawSQL("scored.id", ())).values("pk")
    inner, params = here.query.get_compiler(rows.db).as_sql()
    weights = ", ".join(str(each) for each in search.WEIGHTS)
    beyond = "(score > %s OR (score = %s AND id > %s)) AND " if after else ""
    # S608: names of our own, and what Django compiled; values go in as parameters.
    sql = (
        f"WITH scored AS MATERIALIZED (SELECT rowid AS id, bm25({search.NAME}, {weights}) AS score "  # noqa: S608
        f"FROM {search.NAME} WHERE {search.NAME} MATCH %s ORDER BY score, rowid LIMIT -1) "
        f"SELECT id, score FROM scored WHERE {beyond}EXISTS ({inner}) LIMIT {SIZE + 1}"
    )
    values = [asked, *([after[0], after[0], after[1]] if after else []), *params]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return sorted(((row[0], row[1]) for row in cursor.fetchall()), key=lambda row: row[::-1])


def _ranked_by_postgresql(
    _connection: Any, rows: QuerySet[Page], asked: str, after: tuple[float, int] | None
) -> list[tuple[int, float]]:
    """In one go through the pages that were found."""
    words, query = f"{search.TABLE}.words", "to_tsquery('english', %s)"
    score = RawSQL(f"-ts_rank({words}, {query})::float8", [asked], output_field=FloatField())  # noqa: S611
    matches = RawSQL(f"{words} @@ {query}", [asked], output_field=BooleanField())  # noqa: S611
    found = rows.filter(matches).annotate(score=score)
    if after:
        found = found.filter(Q(score__gt=after[0]) | Q(score=after[0], pk__gt=after[1]))
    return list(found.order_by("score", "pk").values_list("pk", "score")[: SIZE + 1])


def _snippets(connection: Any, keys: list[int], asked: str) -> dict[int, str]:
    places = ", ".join(["%s"] * len(keys))
    if connection.vendor == "sqlite":
        body = search.COLUMNS.index("body")
        sql = (
            f"SELECT rowid, snippet({search.NAME}, {body}, %s, %s, ' … ', 24) FROM {search.NAME} "  # noqa: S608
            f"WHERE {search.NAME} MATCH %s AND rowid IN ({places})"
        )
        values = [START, END, asked, *keys]
    else:
        sql = (
            "SELECT id, ts_headline('english', summary || ' ' || left(body, 20000), "  # noqa: S608
            "to_tsquery('english', %s), %s) "
            f"FROM {search.TABLE} WHERE id IN ({places})"
        )
        options = f"StartSel={START}, StopSel={END}, MaxWords=28, MinWords=16, MaxFragments=1"
        values = [asked, options, *keys]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return dict(cursor.fetchall())


def _shown(snippet: str) -> SafeString:
    """What was found is marked; the marks of Markdown are left out. Nothing where the words stand
    in the title or the tags alone: the list has the summary then."""
    if START not in snippet:
        return mark_safe("")
    snippet = re.sub(r"^\s*[-*+]\s+", "", snippet, flags=re.MULTILINE)
    plain = "".join(each for each in " ".join(snippet.split()) if each not in "#*_`>[]|")
    safe = escape(plain).replace(START, "<mark>").replace(END, "</mark>")
    return mark_safe(safe)


def _cursor(row: tuple[int, float]) -> str:
    text = json.dumps([row[1], row[0]])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[float, int] | None:
    try:
        rank, key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, TypeError, RecursionError):
        return None
    usable = isinstance(rank, int | float) and type(key) is int and abs(key) < 2**63
    return (float(rank), key) if usable and abs(rank) < 1e300 else None
