"""What the files of data say: a dictionary for people, a schema for programs."""

import json
from collections.abc import Iterator

from django.conf import settings

DICTIONARY = (
    ("platform", "Where the account is: x, facebook, youtube, …"),
    ("handle", "Its name there, as people write it"),
    ("url", "Its address, in one form for every spelling"),
    ("name", "What the organisation calls it"),
    ("answer", "official, was_official, known_false, not_controlled or own_account"),
    ("since", "Since when that is so, as a date"),
    ("department", "Which service it is of"),
    ("organisation", "Whose it is"),
)
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "The manifest of an archive",
    "type": "object",
    "required": ["format", "archived_on", "site", "files", "counts", "manifest_sha256"],
    "properties": {
        "format": {"const": 1},
        "archived_on": {"type": "string"},
        "site": {"type": "string"},
        "files": {"type": "integer"},
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
        "manifest_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    },
}
READ_ME = """# An archive of {site}

Archived on {day}. Open `index.html`: it works from this folder, a stick or any web server.

- `lookup/` – the organisations, their accounts and passports, as the public read them
- `look-up/` – the look-up as range files: SHA-256 of `platform:name`, see `look-up/index.json`
- `lookup/data/`, `lookup/organisations/…/data/` – the register as CSV, JSON, JSON-LD and feeds;
  `data/dictionary.csv` says what the columns mean
- `search/` – the index that the search reads
- `report.json` – which kinds of things are in here, what stayed behind and what was destroyed
- `manifest.txt`, `manifest.json`, `verify.py` – whether every file is as it was made:
  `python3 verify.py`, or `sha256sum -c manifest.txt`

What was not public is not here: cases, votes, advice, people, and the audit record, which stays
with the organisation’s own backup.
"""


def files(day: str) -> Iterator[tuple[str, bytes]]:
    lines = ["field,meaning", *(f'{name},"{meaning}"' for name, meaning in DICTIONARY)]
    yield "data/dictionary.csv", ("\n".join(lines) + "\n").encode()
    yield "data/manifest.schema.json", json.dumps(SCHEMA, indent=2).encode() + b"\n"
    yield "README.md", READ_ME.format(site=settings.SITE_URL, day=day).encode()
    yield "robots.txt", b"User-agent: *\nAllow: /\n"
