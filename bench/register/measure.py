"""One database: fill it to a thousand and to many, and time each page and its floor in turns."""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from django.conf import settings
from django.db import connection
from django.test import Client

from bench.register import filling

SMALL, ROUNDS = 1000, 40
MOST_OF_FLOOR, MOST_OF_SMALL = 2.0, 1.5
Times = dict[str, float]


def main(large: int) -> int:
    settings.ROOT_URLCONF = "bench.register.addresses"
    scene = filling.begin(at=datetime.now(UTC))
    client = Client()
    client.force_login(scene.keeper)
    filling.fill(scene, first=1, last=SMALL)
    small = measured(client, scene)
    filling.fill(scene, first=SMALL + 1, last=large)
    return told(small, measured(client, scene), large)


def measured(client: Client, scene: filling.Scene) -> Times:
    """Median CPU milliseconds of each address, in turns so that a busy machine hurts all alike."""
    pages = {name: (path, bare) for name, path, bare in scene.pages()}
    times: dict[str, list[float]] = {}
    for turn in range(ROUNDS + 3):
        for name, paths in pages.items():
            for kind, path in zip(("page", "floor"), paths, strict=True):
                took = cost(partial(client.get, path))
                if turn >= 3:
                    times.setdefault(f"{name} {kind}", []).append(took)
    return {name: statistics.median(each) for name, each in times.items()}


def cost(work: Callable[[], object]) -> float:
    start = time.process_time()
    answer = work()
    took = (time.process_time() - start) * 1000
    assert getattr(answer, "status_code", 0) == 200, answer
    return took


def told(small: Times, large: Times, count: int) -> int:
    print(f"{connection.vendor}: CPU milliseconds per request, at {SMALL:,} and {count:,} accounts")
    failed = False
    for name in ("list", "account", "search"):
        page, floor, before = (
            large[f"{name} page"],
            large[f"{name} floor"],
            small[f"{name} page"],
        )
        right = page <= MOST_OF_FLOOR * floor and page <= MOST_OF_SMALL * before
        failed = failed or not right
        print(
            f"  {name:8} {before:6.1f} → {page:6.1f} ms ({page / before:.2f} ×), "
            f"floor {floor:6.1f} ms ({page / floor:.2f} ×)  {'yes' if right else 'NO'}"
        )
    return int(failed)
