"""One database: fill it to a thousand and to many, time the pages in turns, then publish."""

import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
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
MOST_OF_SMALL, MOST_OF_WHOLE, MOST_OF_MEMORY = 1.5, 0.10, 1.25
KNOWN = "https://www.facebook.com/service000000500"
LIKE = "https://www.facebook.com/servise000000500"
ACCOUNT = "/lookup/accounts/b000000500/"
PAGES = {  # the page, its floor, how many times its floor
    "look-up": (f"/lookup/?q={KNOWN}", f"/bare/one/?q={KNOWN}", 1.5),
    "API": (f"/api/v1/lookup?url={KNOWN}", f"/bare/one/?q={KNOWN}", 1.5),
    "one hit": (f"/lookup/?q={LIKE}", f"/bare/similar/?q={LIKE}", 2.0),
    "account": (ACCOUNT, "/bare/accounts/b000000500/", 2.0),
    "list of 50": ("/lookup/organisations/bench/", "/bare/list/bench/", 2.0),
}
Times = dict[str, float]


def main(large: int) -> int:
    settings.ROOT_URLCONF = "bench.lookup.addresses"
    scene = begin(at=datetime.now(UTC))
    filling.fill(scene, first=1, last=SMALL)
    follow()
    small = measured()
    tenth = max(SMALL, large // 10)
    filling.fill(scene, first=SMALL + 1, last=tenth)
    before = published(tenth)
    filling.fill(scene, first=tenth + 1, last=large)
    follow()
    failed = told(small, measured(), large)
    after = published(large)
    return int(failed or not (before.found and after.found and right(before, after)))


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


@dataclass
class Runs:
    whole: float  # seconds of CPU
    changed: float
    megabytes: float  # the most that a run had, with Python and Django
    found: bool


def published(count: int) -> Runs:
    with tempfile.TemporaryDirectory() as folder:
        most = megabytes(folder, "--whole")
        whole = seconds(folder, whole=True)
        change()
        changed = seconds(folder)
        change()
        some = megabytes(folder)
        print(
            f"  publish of {count:,}: {whole:.1f} s, after {CHANGES:,} changes {changed:.2f} s; "
            f"{most:.0f} and {some:.0f} MB at most"
        )
        return Runs(whole, changed, max(most, some), all_found(Path(folder), count))


def change() -> None:
    """A thousand accounts get another answer."""
    ids = list(Publication.objects.order_by("pk").values_list("pk", flat=True)[10 : 10 + CHANGES])
    changed = Publication.objects.filter(pk__in=ids)
    other = {"official": "was_official", "was_official": "official"}[changed[0].answer]
    changed.update(answer=other)


def seconds(folder: str, *, whole: bool = False) -> float:
    start = time.process_time()
    ranges.publish(ranges.Folder(Path(folder)), at=datetime.now(UTC), whole=whole)
    return time.process_time() - start


def megabytes(folder: str, *options: str) -> float:
    """At most, as the system counts them of a process that does nothing else."""
    command = [sys.executable, "manage.py", "publish", folder, *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0, status
    return used.ru_maxrss / 1000


def right(before: Runs, after: Runs) -> bool:
    share, earlier = after.changed / after.whole, before.changed / before.whole
    growth = after.megabytes / before.megabytes
    good = share <= MOST_OF_WHOLE and growth <= MOST_OF_MEMORY
    print(
        f"  publish    {CHANGES:,} changes take {share:.1%} of a whole run ({earlier:.1%} at a "
        f"tenth of the accounts), memory {growth:.2f} ×  {'yes' if good else 'NO'}"
    )
    return good


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
