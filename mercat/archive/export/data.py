"""What the files of data say: a dictionary for people, a schema for programs."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from mercat.register.lifecycle import Answer

# file, field, kind, meaning
DICTIONARY = (
    *(
        ("accounts.csv, accounts.json", *line)
        for line in (
            ("id", "text", "The account’s name in this archive: lookup/accounts/ID/"),
            ("organisation", "text", "Whose it is: in JSON the slug of one in organisations"),
            ("name", "text", "What the organisation calls it; in JSON by language"),
            ("platform", "text", "Where it is: x, facebook, youtube, …"),
            ("handle", "text", "Its name there, as people write it"),
            ("url", "address", "Its address, in one form for every spelling"),
            (
                "answer",
                "one of 5",
                "official, was_official, known_false, not_controlled, own_account",
            ),
            ("since", "date", "Since when that is so"),
            ("service", "text", "Which service it is of; in JSON by language"),
            ("purpose", "text", "What it is for; in JSON by language"),
            ("confirmed_on", "date or nothing", "When its custodians last confirmed it"),
            ("page", "address", "Its page on the live site"),
            ("licence", "address", "How the line may be used"),
        )
    ),
    *(
        ("data/papers/ID.comments.json", *line)
        for line in (
            ("id", "text", "The comment: #c-ID on the page of its part"),
            ("part", "text", "Which part it speaks of: practice/papers/PAPER/parts/PART/"),
            ("revision", "number", "How the part read when it was written"),
            ("replies_to", "text or nothing", "The comment that it replies to"),
            ("subject", "text", "What its author called it"),
            ("text", "text", "What it says"),
            ("passage", "text", "The words of the part that it is about"),
            ("sources", "texts", "What it rests on"),
            ("name", "text", "Who wrote it, of those who chose to be named"),
            ("organisation", "text", "Where they work, if that was said"),
            ("written_at", "moment", "When it was written"),
            ("agreed", "number", "How many would have said the same"),
            ("outcome", "text", "What came of it, in one word; empty: not answered"),
            ("answer", "text", "What the authors answered"),
        )
    ),
)
DICTIONARY += tuple(
    ("data/practice/ID.comments.json", *line)
    for line in (
        ("id", "text", "The comment: #c-ID in practice/PAGE/comments/"),
        ("revision", "number", "How the page read when it was written"),
        ("replies_to", "text or nothing", "The comment that it answers"),
        ("text", "text", "What it says; @somebody: who was named and did not choose it"),
        ("passage", "text", "The words of the page that it is about"),
        ("name", "text", "Who wrote it, of those who chose to be named"),
        ("organisation", "text", "Where they work"),
        ("by_writer", "yes or no", "Whether they write the page"),
        ("written_at", "moment", "When it was written"),
        ("changed_at", "moment or nothing", "When its author changed it"),
    )
)
DICTIONARY += tuple(
    ("data/assessments/ID.json", *line)
    for line in (
        ("id", "text", "The assessment, whose report was shared as a page"),
        ("title", "text", "What the page is called"),
        ("organisation", "text", "Whose it is: the slug of its list of accounts"),
        ("starts_on", "date", "The first day that it speaks of"),
        ("ends_on", "date", "The last day that it speaks of"),
        ("framework", "thing", "By which framework: urn, name, number and sha256 of its version"),
        ("licence", "text", "Of the framework"),
        ("capabilities", "things", "key, name, stage where it stands, target that it aims at"),
        ("report_sha256", "text", "The fingerprint of the whole report, which stayed behind"),
        ("page", "address", "Its page on the live site; its text is in data/practice"),
    )
)
TEXT, WORDS = {"type": "string"}, {"type": ["string", "object"]}
DAY, ADDRESS = {"type": "string", "format": "date"}, {"type": "string", "format": "uri"}
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def _thing(**fields: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(fields), "properties": fields}


ACCOUNT = _thing(
    id=TEXT,
    organisation=TEXT,
    name=WORDS,
    platform=TEXT,
    handle=TEXT,
    url=ADDRESS,
    answer={"enum": [each.value for each in Answer if each != Answer.NOT_REGISTERED]},
    since=DAY,
    service=WORDS,
    purpose=WORDS,
    confirmed_on={"type": ["string", "null"], "format": "date"},
    page=ADDRESS,
)
ORGANISATION = _thing(
    slug=TEXT, name=WORDS, website=TEXT, page=ADDRESS, licence=_thing(name=TEXT, url=TEXT)
)
ACCOUNTS = {
    "$schema": DRAFT,
    "title": "The register: accounts.json",
    **_thing(
        as_of={"type": "string", "format": "date-time"},
        organisations={"type": "array", "items": ORGANISATION},
        accounts={"type": "array", "items": ACCOUNT},
    ),
}
COMMENT = _thing(
    id=TEXT,
    part=TEXT,
    revision={"type": "integer"},
    replies_to={"type": ["string", "null"]},
    subject=TEXT,
    text=TEXT,
    passage=TEXT,
    sources={"type": "array", "items": TEXT},
    name=TEXT,
    organisation=TEXT,
    written_at={"type": "string", "format": "date-time"},
    agreed={"type": "integer"},
    outcome=TEXT,
    answer=TEXT,
)
COMMENTS = {
    "$schema": DRAFT,
    "title": "What was said to a paper",
    **_thing(paper=TEXT, comments={"type": "array", "items": COMMENT}),
}
PAGE_COMMENT = _thing(
    id=TEXT,
    revision={"type": "integer"},
    replies_to={"type": ["string", "null"]},
    text=TEXT,
    passage=TEXT,
    name=TEXT,
    organisation=TEXT,
    by_writer={"type": "boolean"},
    written_at={"type": "string", "format": "date-time"},
    changed_at={"type": ["string", "null"], "format": "date-time"},
)
PAGE_COMMENTS = {
    "$schema": DRAFT,
    "title": "What was said under a page of shared practice",
    **_thing(page=TEXT, comments={"type": "array", "items": PAGE_COMMENT}),
}
ASSESSMENT = {
    "$schema": DRAFT,
    "title": "A final report of learning that was shared",
    **_thing(
        id=TEXT,
        title=TEXT,
        organisation=TEXT,
        starts_on=DAY,
        ends_on=DAY,
        framework=_thing(urn=TEXT, name=TEXT, number=TEXT, sha256=TEXT),
        licence=TEXT,
        capabilities={
            "type": "array",
            "items": _thing(key=TEXT, name=TEXT, stage=TEXT, target=TEXT),
        },
        report_sha256=TEXT,
        page=ADDRESS,
    ),
}
MANIFEST = {
    "$schema": DRAFT,
    "title": "The manifest of an archive",
    "type": "object",
    "required": ["format", "archived_on", "site", "files", "counts", "manifest_sha256"],
    "properties": {
        "format": {"type": "integer", "enum": [1]},
        "archived_on": {"type": "string"},
        "site": {"type": "string"},
        "readers": {"type": "string"},
        "languages": {"type": "array", "items": {"type": "string"}},
        "files": {"type": "integer"},
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
        "manifest_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    },
}
SCHEMAS = {
    "accounts": ACCOUNTS,
    "assessment": ASSESSMENT,
    "comments": COMMENTS,
    "manifest": MANIFEST,
    "page_comments": PAGE_COMMENTS,
}
READ_ME = """# An archive of {site}

Archived on {day}. Open `index.html`: it works from this folder, a stick or any web server.

- `lookup/` – the organisations, their accounts and passports, as the public read them
- `look-up/` – the look-up as range files: SHA-256 of `platform:name`, see `look-up/index.json`
- `lookup/data/`, `lookup/organisations/…/data/` – the register as CSV, JSON, JSON-LD and feeds;
  `data/dictionary.csv` says what the columns mean
- `data/practice/`, `data/papers/` – pages of shared practice and papers as Markdown, with a
  head that says whose and of when; what was said under a page or to a paper is beside it as
  JSON
- `data/assessments/` – final reports of learning that were shared, as JSON
- `data/*.schema.json` – JSON Schemas of `accounts.json`, assessments, comments and the manifest
- `search/` – the index that the search reads
- `report.json` – which kinds of things are in here, what stayed behind and what was destroyed
- `manifest.txt`, `manifest.json`, `verify.py` – whether every file is as it was made:
  `python3 verify.py`, or `sha256sum -c manifest.txt`
"""
PUBLIC_READS = """
What was not public is not here: cases, votes, advice, assessments of learning that nobody shared,
people, and the audit record, which stays with the organisation’s own backup.
"""
MEMBERS_READ = """
**Not for the web.** This is what people who worked there could read: beside the above
`register/`, `learning/` with reports as JSON, and `access/`. Pages name nobody who did not choose
it; files that people attached are as they were. Cases, votes, advice, what each could read alone,
and the audit record are not here.
"""


def files(day: str, *, members: bool = False) -> Iterator[tuple[str, bytes]]:
    yield "data/dictionary.csv", _dictionary()
    for name, schema in SCHEMAS.items():
        yield f"data/{name}.schema.json", json.dumps(schema, indent=2).encode() + b"\n"
    stays = MEMBERS_READ if members else PUBLIC_READS
    yield "README.md", (READ_ME.format(site=settings.SITE_URL, day=day) + stays).encode()
    allowed = b"Disallow" if members else b"Allow"
    yield "robots.txt", b"User-agent: *\n" + allowed + b": /\n"


def _dictionary() -> bytes:
    lines = io.StringIO()
    csv.writer(lines).writerows([("file", "field", "kind", "meaning"), *DICTIONARY])
    return lines.getvalue().encode()
