"""One database: fill it to a thousand and to many; search at both, beside the bare query."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.clock import clock_of_work
from bench.practice import filling
from mercat.organisations.models import Membership
from mercat.practice import queries, search
from mercat.practice.models import Page
from mercat.practice.queries import Wish

SMALL, TURNS = 1000, 15
MOST_OF_BARE = 2.0
PAGES = ("practice:index", "practice:moderation", "practice:feed")


def main(large: int) -> int:
    at = datetime.now(UTC)
    reader = filling.begin(at)
    filling.fill(first=1, last=SMALL, at=at)
    few = asked(reader)
    start = time.perf_counter()
    filling.fill(first=SMALL + 1, last=large, at=at)
    print(f"{connection.vendor}: {large} pages in {time.perf_counter() - start:.0f} s")
    _settle()
    many = asked(reader)
    for name, count in many.items():
        print(f"  {name}: {count} queries, {few[name]} among {SMALL}")
    slow = [word for word in filling.RARE if not _is_fast(word, reader)]
    return 1 if slow or few != many else 0


def _settle() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "ANALYZE practice_page")


def asked(reader: Membership) -> dict[str, int]:
    client = Client()
    client.force_login(reader.person)
    found = {}
    for path in [*(reverse(name) for name in PAGES), reverse("practice:index") + "?q=moderating"]:
        client.get(path)
        with CaptureQueriesContext(connection) as said:
            client.get(path)
        found[path] = len(said)
    return found


def _is_fast(word: str, reader: Membership) -> bool:
    visible = queries.published_for(reader.organisation)
    ours = best_of(lambda: queries.best(visible, Wish(q=word)))
    bare = best_of(lambda: _bare(word))
    is_fast = ours <= bare * MOST_OF_BARE
    print(f"  “{word}”: {ours:.1f} ms, bare {bare:.1f} ms{'' if is_fast else '  TOO SLOW'}")
    return is_fast


def _bare(word: str) -> list[Any]:
    """The same words, ranked, with their rows and snippets, and no one asking who may see what."""
    rank, snippets, said = _statements(word)
    with connection.cursor() as cursor:
        cursor.execute(rank, [said] * rank.count("%s"))
        keys = [row[0] for row in cursor.fetchall()][:20]
        places = ", ".join(["%s"] * len(keys))
        cursor.execute(snippets.format(places=places), [said, *keys])
        drawn = list(cursor.fetchall())
    rows = Page.objects.select_related("organisation").defer("body", "citations")
    return [drawn, rows.in_bulk(keys)]


def _statements(word: str) -> tuple[str, str, str]:
    if connection.vendor == "sqlite":
        weights = ", ".join(str(each) for each in search.WEIGHTS)
        rank = (
            f"SELECT rowid, bm25({search.NAME}, {weights}) AS score FROM {search.NAME} "  # noqa: S608
            f"WHERE {search.NAME} MATCH %s ORDER BY score, rowid LIMIT 21"
        )
        snippets = (
            f"SELECT rowid, snippet({search.NAME}, {search.COLUMNS.index('body')}, "  # noqa: S608
            f"'[', ']', ' … ', 24) FROM {search.NAME} "
            f"WHERE {search.NAME} MATCH %s AND rowid IN ({{places}})"
        )
        return rank, snippets, f'"{word}" OR "{word}"*'
    rank = (
        "SELECT id, -ts_rank(words, to_tsquery('english', %s)) AS score FROM practice_page "
        "WHERE words @@ to_tsquery('english', %s) ORDER BY score, id LIMIT 21"
    )
    snippets = (
        "SELECT id, ts_headline('english', summary || ' ' || body, to_tsquery('english', %s), "
        "'MaxWords=28, MinWords=16, MaxFragments=1') FROM practice_page WHERE id IN ({places})"
    )
    return rank, snippets, f"{word} | {word}:*"


def best_of(run: Callable[[], object]) -> float:
    took, clock = [], clock_of_work()
    for _ in range(TURNS):
        start = clock()
        run()
        took.append((clock() - start) * 1000)
    return min(took)
