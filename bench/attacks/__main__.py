"""python -m bench.attacks: how long the worst that people may type or bring in takes, one by one.

The corpus is that of tests/practice/attacks.py. Each member goes through the reader of Markdown,
and is brought in as a Markdown file and as a web page. None may take longer than a tenth of a
second; a refusal with a sentence counts as an answer. Exit status 1 where one does.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

FLOOR, TURNS = 0.1, 5
WORST = 8  # of each way, that are printed
Ways = dict[str, tuple[Callable[[str], object], dict[str, str]]]


def prepared() -> Ways:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mercat.config.settings")
    os.environ.setdefault("SECRET_KEY", "only for a benchmark")
    import django

    django.setup()
    from mercat.common import markdown
    from mercat.common.refusals import Refused
    from mercat.practice.imports import bring
    from tests.practice import attacks

    def as_file(text: str) -> None:
        with suppress(Refused):
            bring("text.md", text.encode())

    def as_page(text: str) -> None:
        with suppress(Refused):
            bring("page.html", f"<html><body><p>Begin</p>{text}</body></html>".encode())

    typed = {**named(attacks.MARKDOWN), **attacks.LONG, **attacks.DEEP}
    pages = {**named([*attacks.HTML, *attacks.TWO_WAYS]), **attacks.LONG, **attacks.DEEP}
    return {
        "read as Markdown": (markdown.render, typed),
        "brought in as Markdown": (as_file, typed),
        "brought in as a web page": (as_page, pages),
    }


def named(texts: list[str]) -> dict[str, str]:
    return {text[:60].replace("\n", " "): text for text in texts}


def seconds(do: Callable[[str], object], text: str) -> float:
    """The least of some turns: other programs take theirs on the same machine."""
    took = []
    for _ in range(TURNS):
        began = time.process_time()
        do(text)
        took.append(time.process_time() - began)
    return min(took)


def measured(ways: Ways) -> Iterator[float]:
    for name, (do, texts) in ways.items():
        found = sorted(((seconds(do, text), key) for key, text in texts.items()), reverse=True)
        print(f"{name}: {len(texts)} texts, the slowest of them")
        for took, key in found[:WORST]:
            said = "" if took < FLOOR else "  TOO SLOW"
            print(f"  {took * 1000:7.1f} ms  {key}{said}")
        yield found[0][0]


def main() -> int:
    return 1 if max(measured(prepared())) >= FLOOR else 0


if __name__ == "__main__":
    sys.exit(main())
