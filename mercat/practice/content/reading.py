"""What the files hold. A head with a fault is a fault of ours, so reading says so at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mercat.practice.lifecycle import Kind, Licence

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Guidance:
    key: str
    title: str
    kind: Kind
    summary: str
    licence: Licence
    language: str
    tags: list[str]
    fields: dict[str, str]
    citations: list[dict[str, str]]
    body: str


def shipped() -> Iterator[Guidance]:
    for path in sorted(FOLDER.glob("*.md")):
        yield read(path.stem, path.read_text(encoding="utf-8"))


def read(key: str, text: str) -> Guidance:
    _before, head, body = text.split("---\n", 2)
    known: dict[str, Any] = yaml.safe_load(head)
    return Guidance(
        key=key,
        title=known["title"],
        kind=Kind(known["kind"]),
        summary=known["summary"],
        licence=Licence(known["licence"]),
        language=known["language"],
        tags=known["tags"],
        # A page shows in brackets what each body has to put there.
        fields={name: f"[{what}]" for name, what in known.get("fields", {}).items()},
        citations=[_cited(each) for each in known["sources"]],
        body=body.strip(),
    )


def _cited(source: dict[str, Any]) -> dict[str, str]:
    note = f" ({source['note']})" if "note" in source else ""
    return {
        "author": source["author"],
        "year": str(source.get("year", "")),
        "title": f"{source['title']}{note}",
        "page": "",
        "url": source.get("link", ""),
    }
