"""Draws docs/reference/platforms.md: `python -m mercat.platforms.reference` prints it."""

from __future__ import annotations

import sys

from .account import SENTENCES
from .platform import Platform
from .registry import PLATFORMS, lines

HEADING = """\
# Platforms

What the recogniser knows. This page is drawn from the code by
`python -m mercat.platforms.reference > docs/reference/platforms.md`.

An address is one account, or not an account for a stated reason. Each platform answers under the
hosts listed here, also with `www.`, `m.`, `mobile.`, a language or a country before them. Closed
services are recognised so that old registers can be read; nobody can open a new account there.
"""
REASONS = """\
## Why a text is not an account

`{site}` stands for the platform, `{on_site}` for "on" and the platform.
"""
FAULTS = """\
## Addresses that public sources give and we refuse

These rows of the data we measure with cannot be accounts. We hold the source to be wrong.
"""


def table(headings: list[str], rows: list[list[str]]) -> str:
    head = [headings, ["---"] * len(headings)]
    return "\n".join("| " + " | ".join(row) + " |" for row in head + rows) + "\n"


def shown(text: str) -> str:
    return f"`{text}`".replace("|", "\\|")


def platform_row(platform: Platform) -> list[str]:
    hosts = [shown(host) for host in platform.hosts[:4]]
    more = len(platform.hosts) - len(hosts)
    return [
        platform.name,
        shown(platform.key),
        ", ".join(hosts) + (f" and {more} more" if more else ""),
        ", ".join(platform.kinds),
        "<br>".join(map(shown, platform.examples)),
    ]


def platforms(*, closed: bool) -> str:
    chosen = [platform for platform in PLATFORMS.values() if bool(platform.closed) is closed]
    chosen.sort(key=lambda platform: platform.name.lower())
    headings = ["Name", "Key", "Hosts", "Kinds", "Canonical addresses"]
    rows = [platform_row(platform) for platform in chosen]
    if closed:
        headings.append("Closed")
        rows = [[*row, str(p.closed)] for row, p in zip(rows, chosen, strict=True)]
    return table(headings, rows)


def reasons() -> str:
    rows = [[shown(reason.value), SENTENCES[reason]] for reason in SENTENCES]
    return table(["Reason", "What a person reads"], rows)


def faults() -> str:
    rows = [line.split(",", 2) for line in lines("source_faults.csv")]
    return table(["Address", "Platform", "Why"], [[shown(row[0]), *row[1:]] for row in rows])


def reference() -> str:
    parts = [
        HEADING,
        platforms(closed=False),
        "## Closed services\n",
        platforms(closed=True),
        REASONS,
        reasons(),
        FAULTS,
        faults(),
    ]
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(reference())
