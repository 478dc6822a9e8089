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
from django.db.models import QuerySet
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
    pages = visible.model.objects.select_related("organisation").in_bulk(keys)
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
    here = rows.order_by().filter(pk=RawSQL("scored.id", ())).values("pk")
    inner, params = here.query.get_compiler(rows.db).as_sql()
    # S608: names of our own, and what Django compiled; values go in as parameters.
    if connection.vendor == "sqlite":
        weights = ", ".join(str(each) for each in search.WEIGHTS)
        scored = (
            f"SELECT rowid AS id, bm25({search.NAME}, {weights}) AS score FROM {search.NAME} "  # noqa: S608
            f"WHERE {search.NAME} MATCH %s"
        )
        values: list[Any] = [asked]
    else:
        scored = (
            f"SELECT id, -ts_rank(words, to_tsquery('english', %s))::float8 AS score "  # noqa: S608
            f"FROM {search.TABLE} WHERE words @@ to_tsquery('english', %s)"
        )
        values = [asked, asked]
    beyond = ""
    values += list(params)
    if after:
        beyond = "AND (score > %s OR (score = %s AND id > %s)) "
        values += [after[0], after[0], after[1]]
    # Materialised: else SQLite would ask the index once for each page that is visible. EXISTS, of
    # the pages that were found: a list of all that is visible grows with everything there is.
    sql = (
        f"WITH scored AS MATERIALIZED ({scored}) "  # noqa: S608
        f"SELECT id, score FROM scored WHERE EXISTS ({inner}) "
        f"{beyond}ORDER BY score, id LIMIT {SIZE + 1}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [(row[0], row[1]) for row in cursor.fetchall()]


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
