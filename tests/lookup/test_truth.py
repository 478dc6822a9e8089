"""Each status × verified × confirmed × passport: one answer, the same at every door."""

import csv
import io
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from mercat.lookup import answers, bulk, queries, ranges
from mercat.register.lifecycle import Status
from mercat.register.models import Account
from tests.factories import OrganisationFactory
from tests.lookup.claims import claimed, published
from tests.lookup.ranges.reading import told
from tests.passports.views.reading import said_on

TRUTH = {
    "proposed": "not_registered",
    "active": "official",
    "dormant": "official",
    "paused": "official",
    "closed_parked": "was_official",
    "closed_released": "was_official",
    "lost": "not_controlled",
    "false": "known_false",
    "own": "own_account",
}
Row = tuple[bool, bool, str]
ROWS: list[Row] = list(product((True, False), (True, False), ("active", "expired", "")))


@pytest.fixture
def accounts(status: str, db: Any) -> dict[Row, Account]:
    organisations = {
        verified: OrganisationFactory(slug=f"verified-{verified}".lower(), verified=verified)
        for verified in (True, False)
    }
    return {
        (verified, unconfirmed, passport): claimed(
            organisations[verified], unconfirmed=unconfirmed, passport=passport, status=status
        )
        for verified, unconfirmed, passport in ROWS
    }


def expected(status: str, row: Row) -> tuple[str, list[list[str]]]:
    """The answer, and the warnings of each claim."""
    verified, unconfirmed, passport = row
    if not verified or TRUTH[status] == "not_registered":
        return "not_registered", []
    if TRUTH[status] != "official":
        return TRUTH[status], [[]]
    warnings = [("unconfirmed", unconfirmed), ("passport_ended", passport == "expired")]
    return "official", [[name for name, holds in warnings if holds]]


each_status = pytest.mark.parametrize("status", list(Status))
PROVEN = [("rel_me", "found"), ("official_page", "not_found"), ("attested", "found")]


def proved(account: Account) -> None:
    at = timezone.now()
    for kind, result in PROVEN:
        account.proofs.create(
            kind=kind, result=result, latest_result=result, checked_at=at, found_at=at
        )


@each_status
@pytest.mark.parametrize("how", ["proved", "edited"])
def test_truth_is_the_same_with_proofs_and_while_another_version_is_edited(
    how, status, accounts, client, tmp_path
):
    for account in accounts.values():
        if how == "proved":
            proved(account)
        else:  # what the public reads is what was published
            Account.objects.filter(pk=account.pk).update(name="Edited", status="proposed")

    ranges.publish(ranges.Folder(tmp_path), at=timezone.now())

    wanted = {row: expected(status, row)[0] for row in ROWS}
    said = at_all_doors(client, tmp_path, {a.url: a.key for a in accounts.values()})
    assert {
        name: {row: answers_[a.url] for row, a in accounts.items()}
        for name, answers_ in said.items()
    } == dict.fromkeys(said, wanted)


Doors = dict[str, dict[str, str]]  # by door and address


def at_all_doors(client: Any, folder: Path, asked: dict[str, str]) -> Doors:
    """What each door says of each address; `asked` has its key. The files are there already."""
    links = "\n".join(asked)
    table = client.post("/lookup/list/", {"links": links, "csv": "1"})
    rows = list(csv.reader(io.StringIO(b"".join(table).decode("utf-8-sig"))))[1:]
    page = client.post("/lookup/list/", {"links": links})
    return {
        "page": {url: client.get("/lookup/", {"q": url}).context["found"].answer for url in asked},
        "api": {url: client.get("/api/v1/lookup", {"url": url}).json()["answer"] for url in asked},
        "list": {line.asked: str(line.found.answer) for line in page.context["lines"]},
        "table": {row[0]: row[-1] for row in rows},
        "files": {url: told(folder, key) for url, key in asked.items()},
    }


@pytest.fixture
def pairs(council: Any, outside: Any) -> dict[tuple[str, str], str]:
    """One address for each pair of statuses that two organisations give it; returns its name."""
    named = {pair: f"both{number}" for number, pair in enumerate(product(Status, repeat=2))}
    for pair, name in named.items():
        for body, status in zip((council, outside), pair, strict=True):
            published(body.organisation, key=f"facebook:{name}", handle=name, status=status)
    return named


def of_two(pair: tuple[str, str]) -> str:
    """What is answered of an address that two organisations speak of."""
    said = {TRUTH[status] for status in pair} - {"not_registered"}
    if said & {"official", "own_account"} and said & {"known_false", "not_controlled"}:
        return "disputed"
    order = ("official", "own_account", "not_controlled", "was_official", "known_false")
    return next((each for each in order if each in said), "not_registered")


def test_truth_of_two_organisations_is_the_same_at_every_door(pairs, client, tmp_path):
    asked = {f"https://www.facebook.com/{name}": f"facebook:{name}" for name in pairs.values()}
    ranges.publish(ranges.Folder(tmp_path), at=timezone.now())

    said = at_all_doors(client, tmp_path, asked)

    wanted = {url: of_two(pair) for url, pair in zip(asked, pairs, strict=True)}
    assert {"disputed", "official", "not_registered"} <= set(wanted.values())
    assert said == dict.fromkeys(said, wanted)


@each_status
def test_truth_of_the_list_warns_as_the_look_up_does(status, accounts):
    lines = bulk.look_up_all([each.url for each in accounts.values()], at=timezone.now())

    said = {
        row: (str(line.found.answer), [list(claim.warnings) for claim in line.found.claims])
        for row, line in zip(accounts, lines, strict=True)
    }
    assert said == {row: expected(status, row) for row in ROWS}


NO_ACCOUNTS = {
    "faceb00k.com/strathbeg": "lookalike",
    "https://x.com/strathbeg/status/123": "not_an_account",
    "https://www.facebook.com/help": "not_an_account",
    "hello": "not_recognised",
    "https://www.strathbeg.gov.uk/contact": "not_recognised",
}


def test_truth_of_what_is_no_account_is_the_same_at_every_door_that_reads_texts(
    client, tmp_path, db
):
    ranges.publish(ranges.Folder(tmp_path), at=timezone.now())

    said = at_all_doors(client, tmp_path, dict.fromkeys(NO_ACCOUNTS, "facebook:nobody"))

    del said["files"]  # which know keys alone; the script for them is asked in a browser
    assert said == dict.fromkeys(said, NO_ACCOUNTS)


@each_status
def test_truth_of_the_range_files(status, accounts, tmp_path):
    ranges.publish(ranges.Folder(tmp_path), at=timezone.now())

    said = {row: told(tmp_path, account.key) for row, account in accounts.items()}
    assert said == {row: expected(status, row)[0] for row in ROWS}


def test_truth_is_never_official_of_a_name_that_was_given_up_or_of_nothing(client, tmp_path, db):
    organisation = OrganisationFactory(verified=True)
    gone = claimed(organisation, unconfirmed=False, passport="active", status="closed_released")
    ranges.publish(ranges.Folder(tmp_path), at=timezone.now())
    nothing = "https://www.facebook.com/nobodys.account"

    pages = [client.get("/lookup/", {"q": each}).context["found"] for each in (gone.url, nothing)]
    files = [told(tmp_path, key) for key in (gone.key, "facebook:nobodysaccount")]

    assert [page.answer for page in pages] == ["was_official", "not_registered"]
    assert files == ["was_official", "not_registered"]


@each_status
def test_truth_of_look_up(status, accounts):
    found = {row: queries.look_up(each.url, at=timezone.now()) for row, each in accounts.items()}

    said = {
        row: (answer.answer, [list(claim.warnings) for claim in answer.claims])
        for row, answer in found.items()
    }
    assert said == {row: expected(status, row) for row in ROWS}


@each_status
def test_truth_of_the_api(status, accounts, client):
    said = {}
    for row, account in accounts.items():
        answer = client.get("/api/v1/lookup", {"url": account.url}).json()
        said[row] = (answer["answer"], [claim["warnings"] for claim in answer["claims"]])

    assert said == {row: expected(status, row) for row in ROWS}


@each_status
def test_truth_of_the_page(status, accounts, client):
    said = {}
    for row, account in accounts.items():
        page = client.get("/lookup/", {"q": account.url})
        said[row] = (said_on(page, "div[@id='answer']//h2"), warnings_on(page))

    assert said == {row: in_words(*expected(status, row)) for row in ROWS}


def in_words(answer: str, warnings: list[list[str]]) -> tuple[list[str], list[str]]:
    warned = [f"Not known: {answers.WARNINGS[warning]}" for claim in warnings for warning in claim]
    return [answers.HEADINGS[answer]], warned


def warnings_on(page: Any) -> list[str]:
    return said_on(page, "li[contains(@class, 'proof--unknown')]")


def test_truth_table_knows_every_status():
    assert set(TRUTH) == set(Status)
