"""The zip: written to a file that has no name, sent, and gone."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from mercat.audit import actions as audit
from mercat.home.my_data import gathering
from mercat.organisations.models import Membership
from mercat.people.models import Person

IN_MEMORY = 2_000_000


@transaction.atomic
def download(*, person: Person, by: Membership, at: datetime) -> IO[bytes]:
    """Made while it is asked for and kept nowhere: the file is gone when it is closed."""
    # Whoever sends it closes it.
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, lines in (("my-data.json", _as_json), ("my-data.html", _as_page)):
            with pack.open(name, "w") as entry:
                for line in lines(person, at):
                    entry.write(line.encode())
    file.seek(0)
    audit.record(
        "home.my_data.downloaded", subject=by, organisation=by.organisation, by=person, at=at
    )
    return file


def _as_json(person: Person, at: datetime) -> Iterator[str]:
    yield f'{{"as_of": {json.dumps(at.isoformat())}'
    for title, rows in gathering.parts(person):
        yield f",\n{json.dumps(title, ensure_ascii=False)}: ["
        between = "\n  "
        for row in rows:
            yield between + json.dumps(row, ensure_ascii=False)
            between = ",\n  "
        yield "]"
    yield "}\n"


def _as_page(person: Person, at: datetime) -> Iterator[str]:
    head, _, foot = render_to_string("home/my_data_file.html", {"at": at}).partition("<!--rows-->")
    yield head
    for title, rows in gathering.parts(person):
        yield format_html("<h2>{}</h2>\n", title)
        none = True
        for row in rows:
            none = False
            yield format_html("<dl>{}</dl>\n", _lines(row))
        yield "<p>Nothing.</p>\n" if none else ""
    yield foot


def _lines(row: dict[str, Any]) -> SafeString:
    return format_html_join("", "<dt>{}</dt><dd>{}</dd>", ((k, _said(v)) for k, v in row.items()))


def _said(value: Any) -> SafeString:
    if isinstance(value, dict):
        return format_html_join("\n<br>", "{}: {}", ((k, _said(v)) for k, v in value.items()))
    if isinstance(value, list):
        return format_html_join("\n<br>", "{}", ((_said(each),) for each in value))
    return format_html("{}", "–" if value == "" else value)
