#!/usr/bin/env python3
"""Is this archive as it was made? Needs Python 3 alone: python3 verify.py [FOLDER]

Holds every file against manifest.txt (the lines of sha256sum), and that against manifest.json.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

OUTSIDE = {"manifest.txt", "manifest.json", "manifest.txt.sig"}


def digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            found.update(piece)
    return found.hexdigest()


def named(folder: Path) -> Iterator[tuple[str, str]]:
    with (folder / "manifest.txt").open(encoding="utf-8") as lines:
        for line in lines:
            expected, _, name = line.rstrip("\n").partition("  ")
            yield name, expected


def there(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in OUTSIDE:
            yield name


def faults(folder: Path) -> Iterator[str]:
    said = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    if digest(folder / "manifest.txt") != said["manifest_sha256"]:
        yield "manifest.txt was changed"
    known = set()
    for name, expected in named(folder):
        known.add(name)
        path = folder / name
        if not path.is_file():
            yield f"{name} is missing"
        elif digest(path) != expected:
            yield f"{name} was changed"
    yield from (f"{name} was added" for name in there(folder) if name not in known)


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent)
    found = 0
    for fault in faults(folder):
        found += 1
        print(fault)
    print("The archive is not as it was made." if found else "Every file is as it was made.")
    sys.exit(1 if found else 0)
