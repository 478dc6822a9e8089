"""python -m mercat.platforms [FILE] [--csv COLUMN]: a line in, a line of JSON out."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from . import Account, NotAnAccount, recognise


def described(text: str, answer: Account | NotAnAccount) -> dict[str, object]:
    if isinstance(answer, Account):
        return {"input": text, **answer._asdict()}
    candidate = answer.candidate._asdict() if answer.candidate else None
    return {
        "input": text,
        "reason": answer.reason.value,
        "suggestion": answer.suggestion,
        "candidate": candidate,
    }


def texts(source: TextIO, column: str | None) -> Iterator[str]:
    """The lines of a file, or one column of a CSV file; blank ones too."""
    if column is None:
        yield from (line.rstrip("\r\n") for line in source)
        return
    rows = csv.DictReader(source)
    if column not in (rows.fieldnames or ()):
        raise SystemExit(f"The file has no column {column!r}. It has: {rows.fieldnames}.")
    yield from (row[column] or "" for row in rows)


def answer_all(inputs: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in inputs:
        answer = recognise(text)
        counts["account" if isinstance(answer, Account) else answer.reason.value] += 1
        print(json.dumps(described(text, answer)), flush=True)
    return counts


def summary(counts: Counter[str]) -> str:
    refused = ", ".join(
        f"{name} {count}" for name, count in counts.most_common() if name != "account"
    )
    return f"{counts.total()} lines, {counts['account']} accounts. Refused: {refused or 'none'}."


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m mercat.platforms", description=__doc__)
    parser.add_argument("file", nargs="?", help="read this file, not standard input")
    parser.add_argument("--csv", metavar="COLUMN", help="read this column of a CSV file")
    options = parser.parse_args(arguments)
    # Bytes that are not UTF-8 are part of what people paste; they must not end the run.
    source = options.file or sys.stdin.fileno()
    newline = "" if options.csv else "\n"
    with open(
        source,
        encoding="utf-8-sig",
        errors="surrogateescape",
        newline=newline,
        closefd=bool(options.file),
    ) as lines:
        counts = answer_all(texts(lines, options.csv))
    print(summary(counts), file=sys.stderr)


if __name__ == "__main__":
    main()
