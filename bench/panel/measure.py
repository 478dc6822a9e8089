"""One database: fill it to a thousand and to many, and time each page of the panel at both."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.clock import clock_of_work
from bench.panel import filling
from bench.panel.arranging import arrange
from bench.panel.scene import Scene, begin
from mercat.people.models import Person

SMALL, TURNS = 1000, 10
MOST_OF_SMALL = 1.5
SAME = "own sign-in (clerk)"  # a page that has nothing to do with cases
Found = dict[str, tuple[float, int]]  # milliseconds, and queries


def main(large: int) -> int:
    settings.API_RATE_LIMITS = {}
    at = datetime.now(UTC)
    scene = begin(at=at)
    keep_to_one_process()
    filling.fill(scene, first=1, last=SMALL, at=at)
    small = measured(scene, at=at)
    filling.fill(scene, first=SMALL + 1, last=large, at=at)
    return told(small, measured(scene, at=at), large)


def keep_to_one_process() -> None:
    """So that what the database does for a page is done where it is measured."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            name = connection.ops.quote_name(str(connection.settings_dict["NAME"]))
            cursor.execute(f"ALTER DATABASE {name} SET max_parallel_workers_per_gather = 0")
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's


def measured(scene: Scene, *, at: datetime) -> Found:
    start = time.perf_counter()
    arrange(scene, at=at)
    took = time.perf_counter() - start
    print(f"{connection.vendor}: counted and compared in {took:.1f} s", flush=True)
    clients = {name: signed_in(member.person) for name, member in scene.members.items()}
    pages = {f"{name} ({who})": (clients[who], path) for name, who, path in scene.pages()}
    queries = {name: asked(client, path) for name, (client, path) in pages.items()}
    best, clock = dict.fromkeys(pages, float("inf")), clock_of_work()
    for _ in range(TURNS):  # in turns, so that a busy machine hurts all alike
        for name, (client, path) in pages.items():
            best[name] = min(best[name], cost(client, path, clock))
    return {name: (best[name], queries[name]) for name in pages}


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def asked(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        answer = client.get(path)
    if answer.status_code != 200:
        raise ValueError(f"{path}: {answer.status_code}")
    return len(found)


def cost(client: Client, path: str, clock: Callable[[], float]) -> float:
    start = clock()
    answer = client.get(path)
    took = (clock() - start) * 1000
    if answer.status_code != 200:
        raise ValueError(f"{path}: {answer.status_code}")
    return took


def told(small: Found, large: Found, count: int) -> int:
    print(f"{connection.vendor}: milliseconds a page, at {SMALL:,} and {count:,} applications")
    failed, drift = False, large[SAME][0] / small[SAME][0]  # of the machine, in between
    for name, (before, asks_before) in small.items():
        after, asks = large[name]
        grown = after / before / drift
        right = grown <= MOST_OF_SMALL and asks <= asks_before
        failed = failed or not right
        print(
            f"  {name:28} {before:6.1f} → {after:6.1f} ms ({grown:.2f} ×), "
            f"{asks_before} → {asks} queries  {'yes' if right else 'NO'}"
        )
    return int(failed)
