"""python -m bench.recogniser [--data DIR] [--node-modules DIR]: the recogniser and its peers.

One table: right platform (overall and mean over platforms), right handle, false acceptances,
accounts whose variants share one key, and speed beside urllib.parse.urlsplit, measured in turns.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from urllib import parse

from mercat.platforms import recognise
from mercat.platforms.registry import lines

from .peers import NODE, Found, Reader, guarded, installed, node_answers

ROUNDS = 7
PEERS = Path(__file__).parent / "node_modules"  # `make bench` fills it where npm is
DATA = Path(__file__).parents[2] / "tests/platforms/data"
REASONS = {
    "userinfo": "credentials_in_url",
    "port": "unusual_port",
    "post": "post",
    "share_intent": "share_link",
    "search": "search_page",
    "reserved": "reserved_page",
    "bad_handle": "invalid_handle",
    "lookalike_suffix": "lookalike",
    "lookalike_prefix": "lookalike",
    "tld_typo": "lookalike",
    "homograph": "lookalike",
}
IMPORT = (
    "import time; t = time.perf_counter(); import mercat.platforms; print(time.perf_counter() - t)"
)
Row = dict[str, str]
Data = dict[str, list[Row]]


def read(path: Path) -> list[Row]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(handle: str) -> str:
    handle = handle.lower().replace("%21", "!").removeprefix("profile.php?id=").lstrip("@")
    return handle.partition("?")[0].rstrip("/").partition("@")[0]


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "none"


def accuracy(rows: list[Row], answers: list[Found | None]) -> dict[str, str]:
    right: Counter[str] = Counter()
    total = Counter(row["platform"] for row in rows)
    handles = [0, 0]
    for row, answer in zip(rows, answers, strict=True):
        correct = answer is not None and answer.platform == row["platform"]
        right[row["platform"]] += correct
        if row["handle"]:
            handles[1] += 1
            handles[0] += correct and plain(answer.handle if answer else "") == plain(row["handle"])
    mean = statistics.mean(right[name] / total[name] for name in total)
    return {
        "platforms": str(sum(1 for name in total if right[name])),
        "right platform": share(right.total(), len(rows)),
        "mean": f"{100 * mean:.2f} %",
        "right handle": share(*handles),
    }


def one_key(rows: list[Row], answers: list[Found | None]) -> str:
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for row, answer in zip(rows, answers, strict=True):
        keys[row["account_no"]].add(answer.key if answer else "")
    same = sum(1 for some in keys.values() if len(some) == 1 and "" not in some)
    return f"{same} of {len(keys)}"


def accepted(rows: list[Row], answers: list[Found | None]) -> str:
    return f"{sum(answer is not None for answer in answers)} of {len(rows)}"


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    # Without this the second round would only measure the cache of urlsplit.
    parse.clear_cache()  # type: ignore[attr-defined]
    start = time.perf_counter()
    for text in texts:
        try:
            work(text)
        except Exception:  # noqa: S112  # a peer that raises is as slow as it is
            continue
    return time.perf_counter() - start


def speeds(readers: dict[str, Reader], texts: list[str]) -> dict[str, float]:
    """Median seconds of each, measured in turns so that a busy machine hurts all alike."""
    works: dict[str, Callable[[str], object]] = {"urlsplit": parse.urlsplit, **readers}
    works["mercat.platforms"] = recognise
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            times[name].append(seconds(work, texts))
    return {name: statistics.median(some) for name, some in times.items()}


def reasons(rows: list[Row]) -> str:
    """How many refusals have the reason that the data states."""
    expected = [(row["url"], row.get("reason") or REASONS.get(row.get("cat", ""))) for row in rows]
    stated = [(url, reason) for url, reason in expected if reason]
    right = sum(getattr(recognise(url), "reason", None) == reason for url, reason in stated)
    return f"{right} of {len(stated)}"


def import_time() -> float:
    runs = [
        subprocess.run([sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True)
        for _ in range(ROUNDS)
    ]
    return statistics.median(float(run.stdout) for run in runs) * 1000


def line(
    data: dict[str, list[Row]], answers: Callable[[str], list[Found | None]]
) -> dict[str, str]:
    return {
        **accuracy(data["accounts"], answers("accounts")),
        "false": accepted(data["not_accounts"], answers("not_accounts")),
        "one key": one_key(data["variants"], answers("variants")),
    }


def python_line(data: Data, reader: Reader) -> dict[str, str]:
    return line(data, lambda kind: [guarded(reader, row["url"]) for row in data[kind]])


def node_lines(
    data: dict[str, list[Row]], modules: Path
) -> dict[str, tuple[dict[str, str], float]]:
    found = {}
    for name in NODE:
        results = {
            kind: node_answers(name, [row["url"] for row in rows], modules)
            for kind, rows in data.items()
        }
        complete = {kind: result for kind, result in results.items() if result is not None}
        if len(complete) == len(data):
            row = line(data, lambda kind, complete=complete: complete[kind][0])  # type: ignore[misc]
            found[f"{name} (npm)"] = row, complete["accounts"][1]
    return found


def table(rows: dict[str, dict[str, str]]) -> str:
    headings = ["", *next(iter(rows.values()))]
    cells = [[name, *row.values()] for name, row in rows.items()]
    widths = [max(len(row[at]) for row in [headings, *cells]) for at in range(len(headings))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in [headings, *cells]
    )


def measured(data: Data, modules: Path) -> dict[str, dict[str, str]]:
    readers = installed()
    texts = [row["url"] for row in data["accounts"]]
    rows = {
        name: line(
            data, lambda kind, reader=reader: [guarded(reader, r["url"]) for r in data[kind]]
        )  # type: ignore[misc]
        for name, reader in readers.items()
    }
    times = speeds(readers, texts)
    for name, (row, spent) in node_lines(data, modules).items():
        rows[name], times[name] = row, spent
    for name, row in rows.items():
        row["a second"] = f"{len(texts) / times[name]:,.0f}"
        row["x urlsplit"] = f"{times['urlsplit'] / times[name]:.3f}"
    return rows


def without_faults(rows: list[Row]) -> list[Row]:
    faults = {text.split(",", 1)[0] for text in lines("source_faults.csv")}
    return [row for row in rows if row["url"] not in faults]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.recogniser", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--node-modules", type=Path, default=PEERS)
    options = parser.parse_args()
    names = ("accounts", "not_accounts", "variants")
    data = {name: read(options.data / f"{name}.csv") for name in names}
    print(table(measured(data, options.node_modules)))
    kept = without_faults(data["accounts"])
    readers = installed()
    found = [guarded(readers["mercat.platforms"], row["url"]) for row in kept]
    print(f"\nWithout {len(data['accounts']) - len(kept)} rows wrong in the source:")
    print(accuracy(kept, found))
    print(f"Right reasons: {reasons(data['not_accounts'])}")
    print(f"Import: {import_time():.1f} ms")


if __name__ == "__main__":
    main()
