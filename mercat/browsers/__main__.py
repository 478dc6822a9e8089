"""python -m mercat.browsers [FILE] [--on DATE]: a user agent a line in, a line of JSON out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from . import SHIPPED, Answer, NotReleases, Releases, classify


def described(text: str, answer: Answer) -> dict[str, object]:
    return {
        "input": text,
        "browser": answer.browser,
        "version": answer.version,
        "os": answer.os,
        "released": answer.released and answer.released.isoformat(),
        "supported": answer.supported,
        "reason": answer.reason.value,
        "followed": answer.followed and answer.followed.isoformat(),
        "engine": answer.engine,
    }


def answer_all(lines: Iterable[str], on: date, releases: Releases) -> None:
    for line in lines:
        text = line.rstrip("\r\n")
        answer = classify(text, on=on, releases=releases)
        print(json.dumps(described(text, answer)), flush=True)


def _releases(path: str) -> Releases:
    try:
        return Releases.read(Path(path).read_bytes())
    except NotReleases as fault:
        raise SystemExit(f"{path} is {fault}.") from None


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m mercat.browsers", description=__doc__)
    parser.add_argument("file", nargs="?", help="read this file, not standard input")
    parser.add_argument(
        "--on", type=date.fromisoformat, default=None, help="the day to judge on; today without it"
    )
    parser.add_argument("--data", help="a file of releases to use instead of the one that ships")
    options = parser.parse_args(arguments)
    on = options.on or date.today()  # noqa: DTZ011 - the day where the command is run
    releases = _releases(options.data) if options.data else SHIPPED
    source = options.file or sys.stdin.fileno()
    with open(
        source, encoding="utf-8-sig", errors="surrogateescape", closefd=bool(options.file)
    ) as lines:
        answer_all(lines, on, releases)


if __name__ == "__main__":
    main()
