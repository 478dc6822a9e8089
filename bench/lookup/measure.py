"""One database: fill it to a thousand and to many, time the pages in turns, then publish."""

import hashlib
import json
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client

from bench.lookup import filling
from bench.register.filling import begin
from bench.register.measure import cost
from mercat.lookup import actions, ranges
from mercat.register.models import Publication

SMALL, ROUNDS, CHANGES = 1000, 40, 1000
MOST_OF_SMALL, MOST_OF_WHOLE, MOST_MEGABYTES = 1.5, 0.10, 64
KNOWN = "https://www.facebook.com/service000000500"
LIKE = "https://www.facebook.com/servise000000500"
PAGES = {  # the page, its floor, how many times its floor
    "look-up": (f"/lookup/?q={KNOWN}", f"/bare/one/?q={KNOWN}", 1.5),
    "API": (f"/api/v1/lookup?url={KNOWN}", f"/bare/one/?q={KNOWN}", 1.5),
    "one hit": (f"/lookup/?q={LIKE}", f"/bare/similar/?q={LIKE}", 2.0),
    "list of 50": ("/lookup/organisations/bench/", "/bare/list/bench/", 2.0),
}
Times = dict[str, float]


def main(large: int) -> int:
    settings.ROOT_URLCONF = "bench.lookup.addresses"
    scene = begin(at=datetime.now(UTC))
    filling.fill(scene, first=1, last=SMALL)
    follow()
    small = measured()
    filling.fill(scene, first=SMALL + 1, last=large)
    follow()
    failed = told(small, measured(), large)
    with tempfile.TemporaryDirectory() as folder:
        failed |= published(Path(folder), large)
    return int(failed)


def follow() -> None:
    actions.follow_likeness(at=datetime.now(UTC))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measured() -> Times:
    """Median CPU milliseconds of each address, in turns so that a busy machine hurts all alike."""
    client = Client()
    times: dict[str, list[float]] = {}
    for turn in range(ROUNDS + 3):
        for name, (page, floor, _) in PAGES.items():
            for kind, path in (("page", page), ("floor", floor)):
                took = cost(partial(client.get, path))
                if turn >= 3:
                    times.setdefault(f"{name} {kind}", []).append(took)
    return {name: statistics.median(each) for name, each in times.items()}


def told(small: Times, large: Times, count: int) -> bool:
    print(f"{connection.vendor}: CPU milliseconds per request, at {SMALL:,} and {count:,} accounts")
    failed = False
    for name, (_, _, most) in PAGES.items():
        page, floor = large[f"{name} page"], large[f"{name} floor"]
        before = small[f"{name} page"]
        right = page <= most * floor and page <= MOST_OF_SMALL * before
        failed = failed or not right
        print(
            f"  {name:10} {before:6.2f} → {page:6.2f} ms ({page / before:.2f} ×), "
            f"floor {floor:6.2f} ms ({page / floor:.2f} ×)  {'yes' if right else 'NO'}"
        )
    return failed


def published(folder: Path, count: int) -> bool:
    place = ranges.Folder(folder)
    run = partial(ranges.publish, place)
    whole = seconds(run)
    ids = list(Publication.objects.order_by("pk").values_list("pk", flat=True)[10 : 10 + CHANGES])
    Publication.objects.filter(pk__in=ids).update(answer="was_official")
    changed = seconds(run)
    peak = megabytes(partial(run, whole=True))
    right = changed <= MOST_OF_WHOLE * whole and peak <= MOST_MEGABYTES
    print(
        f"  publish    {whole:6.1f} s, {peak:.0f} MB at most; after {CHANGES:,} changes "
        f"{changed:.2f} s ({changed / whole:.1%})  {'yes' if right else 'NO'}"
    )
    return not (all_found(folder, count) and right)


def seconds(run: Callable[..., object]) -> float:
    start = time.process_time()
    run(at=datetime.now(UTC))
    return time.process_time() - start


def megabytes(run: Callable[..., object]) -> float:
    """The most that Python had for it. Watching costs time, so this is a run of its own."""
    tracemalloc.start(1)
    run(at=datetime.now(UTC))
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return peak


def all_found(folder: Path, count: int) -> bool:
    """Every registered key, and as many others, read as a browser does."""
    index = json.loads((folder / "index.json").read_text())
    n = index["n"]
    files = sorted((folder / index["generation"]).glob("*.json"))
    names = {
        ((n and file.stem) or "") + rest for file in files for rest in json.loads(file.read_bytes())
    }
    keys = Publication.objects.values_list("key", flat=True).iterator(chunk_size=5000)
    lost = sum(hashlib.sha256(key.encode()).hexdigest() not in names for key in keys)
    others = (f"facebook:stranger{at}" for at in range(count))
    claimed = sum(hashlib.sha256(key.encode()).hexdigest() in names for key in others)
    sizes = sorted(file.stat().st_size for file in files)
    spread = [sizes[len(sizes) * at // 100] for at in (1, 50, 99)]
    print(
        f"  files      {len(files):,} by {n} digits, bytes: {sizes[0]} least, {spread} at 1, 50, "
        f"99 %, {sizes[-1]} most; {lost} registered lost, {claimed} of {count:,} others claimed"
    )
    return not lost and not claimed
