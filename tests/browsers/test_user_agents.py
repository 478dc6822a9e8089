"""More than 400 strings that browsers, readers, apps and programs send."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from mercat.browsers import classify
from mercat.browsers.building import FILE
from mercat.browsers.releases import Releases

ON = date(2026, 11, 29)
TABLE = Path(__file__).parent / "data" / "user_agents.tsv"
THEN = Path(__file__).parent / "data" / "browsers-2026-11-12.json"
SUPPORTED = {True: "yes", False: "no", None: "unknown"}
KINDS = ["desktop", "phone", "tablet", "in-app", "assistive", "e-reader", "other device", "bot"]


@pytest.fixture(scope="module")
def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def then():
    """The data as they were when the table was written; a newer file must not break its tests."""
    return Releases.read(THEN.read_bytes())


def test_the_table_is_large_and_of_every_kind(rows):
    kinds = Counter(row["kind"] for row in rows)

    assert len(rows) >= 400
    assert len({row["user_agent"] for row in rows}) == len(rows)
    assert all(kinds[kind] >= 5 for kind in KINDS), kinds


def test_each_string_gets_the_answer_of_the_table(rows):
    releases, wrong = then(), []
    for row in rows:
        answer = classify(row["user_agent"], on=ON, releases=releases)
        said = {
            "supported": SUPPORTED[answer.supported],
            "reason": answer.reason.value,
            "browser": answer.browser or "",
            "version": answer.version or "",
            "os": answer.os or "",
        }
        if said != {name: row[name] for name in said}:
            wrong.append((row["user_agent"], said))

    assert wrong == []


def test_what_nobody_knows_is_never_called_old(rows):
    unknown = [row for row in rows if row["kind"] in ("assistive", "nonsense")]
    answers = [classify(row["user_agent"], on=ON) for row in unknown]

    old = {answer.browser for answer in answers if answer.supported is False}
    assert old == {"Internet Explorer"}


def test_the_file_that_ships_answers_for_the_newest(rows):
    releases = Releases.read(FILE.read_bytes())

    assert releases.as_of >= date(2026, 11, 12)
    newest = max(releases.lines["chrome"].numbers)[0]
    text = f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/{newest}.0.0.0 Safari/537.36"
    assert classify(text, on=ON).supported is True
