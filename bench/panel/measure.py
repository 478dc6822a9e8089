"""One database: fill it to a thousand and to many, and time each page of the panel at both."""

import time
from datetime import UTC, datetime

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.panel import filling
from mercat.people.models import Person

SMALL, TURNS = 1000, 40
MOST_OF_SMALL = 1.5
SAME = "own sign-in"  # a page that has nothing to do with cases
Found = dict[str, tuple[float, int]]  # milliseconds, and queries


def main(large: int) -> int:
    at = datetime.now(UTC)
    scene = filling.begin(at=at)
    filling.fill(scene, first=1, last=SMALL, at=at)
    small = measured(scene, at=at)
    filling.fill(scene, first=SMALL + 1, last=large, at=at)
    return told(small, measured(scene, at=at), large)


def measured(scene: filling.Scene, *, at: datetime) -> Found:
    start = time.perf_counter()
    filling.arrange(scene, at=at)
    print(f"{connection.vendor}: counted and compared in {time.perf_counter() - start:.1f} s")
    clients = {name: signed_in(member.person) for name, member in scene.members.items()}
    pages = {name: (clients[who], path) for name, who, path in scene.pages()}
    queries = {name: asked(client, path) for name, (client, path) in pages.items()}
    best = dict.fromkeys(pages, float("inf"))
    for _ in range(TURNS):  # in turns, so that a busy machine hurts all alike
        for name, (client, path) in pages.items():
            best[name] = min(best[name], cost(client, path))
    return {name: (best[name], queries[name]) for name in pages}


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def asked(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        client.get(path)
    return len(found)


def cost(client: Client, path: str) -> float:
    start = time.perf_counter()
    answer = client.get(path)
    took = (time.perf_counter() - start) * 1000
    if answer.status_code != 200:
        raise ValueError(f"{path}: {answer.status_code}")
    return took


def told(small: Found, large: Found, count: int) -> int:
    print(f"{connection.vendor}: milliseconds a page, at {SMALL:,} and {count:,} applications")
    failed, drift = False, large[SAME][0] / small[SAME][0]  # of the machine, in between
    for name, (before, asks_before) in small.items():
        after, asks = large[name]
        grown = after / before / drift
        right = grown <= MOST_OF_SMALL and asks == asks_before
        failed = failed or not right
        print(
            f"  {name:14} {before:6.1f} → {after:6.1f} ms ({grown:.2f} ×), "
            f"{asks_before} → {asks} queries  {'yes' if right else 'NO'}"
        )
    return int(failed)
