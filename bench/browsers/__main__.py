"""python -m bench.browsers: how many user agents a second, each string another, on one core.

Beside it ua-parser alone on the same strings, in turns: everything it can say (`parse`), and the
browser and the system, which is all that we ask it for. No cache of strings helps either.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from ua_parser import BestAvailableResolver, Domain, load_lazy_builtins

from mercat.browsers import classify

TABLE = Path(__file__).parents[2] / "tests/browsers/data/user_agents.tsv"
MANY = 20_000
ROUNDS = 7
FLOOR, MOST_TIMES = 50_000, 1.2
ON = date(2026, 11, 29)
RESOLVE = BestAvailableResolver(load_lazy_builtins())


def strings() -> list[str]:
    """The table's own strings over and over, each time with another build number."""
    rows = TABLE.read_text("utf-8").splitlines()[1:]
    real = [row.split("\t")[7] for row in rows]
    times = MANY // len(real) + 1
    found = [text.replace("Safari/", f"Build/{n} Safari/") for n in range(times) for text in real]
    return [f"{text} x/{n}" for n, text in enumerate(found[:MANY])]


def speed(do: Callable[[str], object], texts: list[str]) -> float:
    started = time.process_time()
    for text in texts:
        do(text)
    return len(texts) / (time.process_time() - started)


def main() -> int:
    texts = strings()
    assert len(set(texts)) == MANY
    ways: dict[str, Callable[[str], object]] = {
        "mercat.browsers": lambda text: classify(text, on=ON),
        "ua-parser, all it says": lambda text: RESOLVE(text, Domain.ALL),
        "ua-parser, browser and system": lambda text: RESOLVE(text, Domain.USER_AGENT | Domain.OS),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS + 1):  # the first warms up
        for name, do in ways.items():
            taken[name].append(speed(do, texts))
    medians = {name: statistics.median(each[1:]) for name, each in taken.items()}
    for name, median in medians.items():
        print(f"{name:32} {median:10,.0f} a second")
    ours = medians["mercat.browsers"]
    times = medians["ua-parser, all it says"] / ours
    good = ours >= FLOOR or times <= MOST_TIMES
    print(f"{times:.2f} times as long as ua-parser alone: {'good' if good else 'TOO SLOW'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
