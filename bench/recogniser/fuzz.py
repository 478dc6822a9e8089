"""python -m bench.recogniser.fuzz [--count N] [--seed N]: mutated addresses, none of them slow.

Fails when an input raises, or takes more than a millisecond each time it is tried.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
from pathlib import Path

from mercat.platforms import PLATFORMS, Account, recognise

from .__main__ import DATA, read

LIMIT = 0.001
# A busy machine may hold up any input once; a slow input is slow each time.
TRIES = 20
MARKS = "/ // . .. : :443 :8443 @ @@ # #!/ ? & &amp; = % %2f %00 %25 %E2%80%8B - _ ~ + ' < > ( )"
STARTS = (
    "http:// https:// https:/ https://https:// www. wwww. m. xn-- javascript: data: acct: at://"
)
PARTS = (
    "facebook.com x.com t.me mastodon.social in/ company/ channel/ /@ users/ profile.php?id= .rss"
)
ODD = '\\ \\u00e9 " [ ] \u202e \u200b \u043e \uff0e \u0130 \x00 \ud800 \U0001f600'
PIECES = (*" ".join((MARKS, STARTS, PARTS, ODD)).split(" "), "\n", "\t", " ")


def seeds(folder: Path) -> list[str]:
    texts = [row["url"] for path in sorted(folder.glob("*.csv")) for row in read(path)]
    return texts + [text for platform in PLATFORMS.values() for text in platform.examples]


def mutated(text: str, others: list[str], chance: random.Random) -> str:
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(text))
        kind = chance.random()
        if kind < 0.4:
            text = text[:at] + chance.choice(PIECES) + text[at:]
        elif kind < 0.6:
            text = text[:at] + text[at + chance.randint(1, 6) :]
        elif kind < 0.7:
            text = text[:at] + chr(chance.randrange(1, 0x3000)) + text[at + 1 :]
        elif kind < 0.8:
            text = text[:at] + chance.choice(others)[chance.randint(0, 20) :]
        elif kind < 0.9:
            text = text.swapcase()
        else:
            text = text[:at] + text[at : at + 12] * chance.randint(2, 60) + text[at:]
    return text


def spent(text: str) -> float:
    start = time.perf_counter()
    recognise(text)
    return time.perf_counter() - start


def is_slow(text: str) -> bool:
    return min(spent(text) for _ in range(TRIES)) > LIMIT


def run(count: int, seed: int, folder: Path) -> int:
    chance = random.Random(seed)
    texts = seeds(folder)
    for text in texts:
        recognise(text)
    gc.freeze()
    failures = accounts = first_over = 0
    worst = 0.0
    for number in range(count):
        text = mutated(chance.choice(texts), texts, chance)
        start = time.perf_counter()
        try:
            answer = recognise(text)
        except Exception as error:
            failures += 1
            print(f"raised {error!r}: {text!a}")
            continue
        taken = time.perf_counter() - start
        accounts += isinstance(answer, Account)
        if taken > LIMIT:
            first_over += 1
            if is_slow(text):
                failures += 1
                print(f"slow: {text!a}")
        else:
            worst = max(worst, taken)
        if number % 500_000 == 0:
            print(f"{number:,} done", file=sys.stderr, flush=True)
    print(
        f"{count:,} inputs, {accounts:,} accounts, {failures} failures. "
        f"{first_over} were over 1 ms once but not again; otherwise at most {worst * 1000:.3f} ms."
    )
    return failures


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.recogniser.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=5_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    sys.exit(bool(run(options.count, options.seed, options.data)))


if __name__ == "__main__":
    main()
