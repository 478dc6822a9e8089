"""One database: memory at a thousand pages, speed at some more, memory at very many."""

import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from django.db import connection

from bench.archive import filling
from bench.archive.processes import export, megabytes, mirror, pages_in, served
from mercat.lookup import actions

# A second process takes three seconds to begin: on a site of a thousand pages it hardly helps.
SMALL, MIDDLE, TURNS = 1000, 5000, 3
MOST_OF_SMALL = 1.15
TOOLS = {  # and how many times the pages of wget
    "wget --mirror": 1.0,
    "export_site": 1.5,
    "export_site --jobs 2": 2.5,
}


def main(large: int) -> int:
    if shutil.which("wget") is None:
        print("wget is not here, and it is the floor: apt-get install wget")
        return 1
    site = filling.site(datetime.now(UTC))
    few = most(site, SMALL)
    site.fill(MIDDLE)
    _settle()
    fast = is_fast()
    many = most(site, large)
    flat = many <= few * MOST_OF_SMALL
    print(
        f"  memory     {few:.0f} MB at {SMALL:,} pages, {many:.0f} MB at {large:,} "
        f"({many / few:.2f} ×)  {'yes' if flat else 'NO'}"
    )
    return int(not (fast and flat))


def most(site: filling.Site, pages: int) -> float:
    site.fill(pages)
    _settle()
    with tempfile.TemporaryDirectory() as folder:
        started, root = time.monotonic(), Path(folder) / "archive"
        found = megabytes("http://localhost:8000", root, jobs=2)
        took = time.monotonic() - started
        print(f"  {pages_in(root):,} pages with two jobs in {took:.0f} s", flush=True)
    return found


def _settle() -> None:
    actions.follow_likeness(at=datetime.now(UTC))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def is_fast() -> bool:
    """Medians of runs that take turns, so that a busy machine hurts all alike."""
    rates = defaultdict[str, list[float]](list)
    with served() as address:
        for turn in range(TURNS):
            for name, run in _tools(address).items():
                rates[name].append(_rate(run))
                print(f"  turn {turn + 1}     {name:22} {rates[name][-1]:6.1f} pages/s", flush=True)
    floor = statistics.median(rates["wget --mirror"])
    right = {name: _told(name, statistics.median(rates[name]), floor) for name in TOOLS}
    return all(right.values())


def _tools(address: str) -> dict[str, Callable[[Path], None]]:
    jobs = {"export_site": 1, "export_site --jobs 2": 2}
    ours = {name: partial(export, address, jobs=count) for name, count in jobs.items()}
    return {"wget --mirror": partial(mirror, address), **ours}


def _rate(run: Callable[[Path], None]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        run(Path(folder))
        took = time.monotonic() - started
        return pages_in(Path(folder)) / took


def _told(name: str, rate: float, floor: float) -> bool:
    right = rate >= TOOLS[name] * floor
    times = f"({rate / floor:.2f} ×)"
    line = f"  {connection.vendor:10} {name:22} {rate:6.1f} pages/s {times}"
    print(f"{line}  {'yes' if right else 'NO'}", flush=True)
    return right
