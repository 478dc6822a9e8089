"""One database: fill it to fifty organisations and to many, and time each page in turns."""

import statistics
import time
from typing import NamedTuple

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.learning import filling

SMALL, ROUNDS, WARM = 50, 30, 3
MOST_OF_SMALL = 1.5


class Cost(NamedTuple):
    milliseconds: float
    queries: int


def main(large: int) -> int:
    scene = filling.begin()
    client = Client()
    client.force_login(scene.lead.person)
    filling.fill(scene, first=1, last=SMALL - 1)
    small = measured(client, scene)
    filling.fill(scene, first=SMALL, last=large - 1)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return told(small, measured(client, scene), large)


def measured(client: Client, scene: filling.Scene) -> dict[str, Cost]:
    """Median CPU milliseconds, in turns so that a busy machine hurts all alike."""
    pages = scene.pages()
    times: dict[str, list[float]] = {name: [] for name in pages}
    for turn in range(ROUNDS + WARM):
        for name, path in pages.items():
            start = time.process_time()
            answer = client.get(path)
            took = (time.process_time() - start) * 1000
            assert answer.status_code == 200, (name, answer)
            times[name] += [took] if turn >= WARM else []
    return {
        name: Cost(statistics.median(times[name]), asked(client, path))
        for name, path in pages.items()
    }


def asked(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        client.get(path)
    return len(caught)


def told(small: dict[str, Cost], large: dict[str, Cost], count: int) -> int:
    print(f"{connection.vendor}: milliseconds and queries at {SMALL} and {count:,} organisations")
    failed = False
    for name, now in large.items():
        before = small[name]
        times = now.milliseconds / before.milliseconds
        right = times <= MOST_OF_SMALL and now.queries == before.queries
        failed = failed or not right
        print(
            f"  {name:12} {before.milliseconds:6.1f} → {now.milliseconds:6.1f} ms ({times:.2f} ×), "
            f"{before.queries} → {now.queries} queries  {'yes' if right else 'NO'}"
        )
    return int(failed)
