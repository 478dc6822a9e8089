"""Draws our small file from MDN’s browser-compat-data (CC0): `make browser-data`.

python -m mercat.browsers.building node_modules/@mdn/browser-compat-data/data.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "browsers.json"
NOT_FOR_PEOPLE = ("server",)  # Node.js, Deno, Bun


def from_mdn(data: dict[str, Any]) -> dict[str, Any]:
    about = data["__meta"]
    browsers = {
        key: {"name": each["name"], "releases": releases(each["releases"])}
        for key, each in sorted(data["browsers"].items())
        if each["type"] not in NOT_FOR_PEOPLE
    }
    return {
        "format": 1,
        "source": f"MDN browser-compat-data {about['version']}",
        "as_of": about["timestamp"][:10],
        "browsers": browsers,
    }


def releases(found: dict[str, Any]) -> list[list[str | None]]:
    """Version, day and status of each; “preview” and its like are no versions."""
    listed = [
        [version, each.get("release_date"), each["status"]]
        for version, each in found.items()
        if version.replace(".", "").isdigit()
    ]
    return sorted(listed, key=lambda each: [int(part) for part in each[0].split(".")])


def written(content: dict[str, Any]) -> str:
    """A release a line, so that a newer file shows as a few lines."""
    flat = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return flat.replace("[[", "[\n[").replace("],[", "],\n[").replace("]]}", "]\n]}") + "\n"


def main(arguments: list[str]) -> None:
    source = Path(arguments[0])
    FILE.write_text(written(from_mdn(json.loads(source.read_text("utf-8")))), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
