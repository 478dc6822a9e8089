"""Each status × verified × confirmed × passport: one answer, the same at every door."""

from itertools import product
from typing import Any

import pytest
from django.utils import timezone

from mercat.lookup import answers, queries
from mercat.register.lifecycle import Status
from mercat.register.models import Account
from tests.factories import OrganisationFactory
from tests.lookup.claims import claimed
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


@each_status
def test_truth_of_look_up(status, accounts):
    found = {row: queries.look_up(each.url, at=timezone.now()) for row, each in accounts.items()}

    told = {
        row: (answer.answer, [list(claim.warnings) for claim in answer.claims])
        for row, answer in found.items()
    }
    assert told == {row: expected(status, row) for row in ROWS}


@each_status
def test_truth_of_the_api(status, accounts, client):
    told = {}
    for row, account in accounts.items():
        answer = client.get("/api/v1/lookup", {"url": account.url}).json()
        told[row] = (answer["answer"], [claim["warnings"] for claim in answer["claims"]])

    assert told == {row: expected(status, row) for row in ROWS}


@each_status
def test_truth_of_the_page(status, accounts, client):
    told = {}
    for row, account in accounts.items():
        page = client.get("/lookup/", {"q": account.url})
        told[row] = (said_on(page, "div[@id='answer']//h2"), warnings_on(page))

    assert told == {row: in_words(*expected(status, row)) for row in ROWS}


def in_words(answer: str, warnings: list[list[str]]) -> tuple[list[str], list[str]]:
    said = [f"Not known: {answers.WARNINGS[warning]}" for claim in warnings for warning in claim]
    return [answers.HEADINGS[answer]], said


def warnings_on(page: Any) -> list[str]:
    return said_on(page, "li[contains(@class, 'proof--unknown')]")


def test_truth_table_knows_every_status():
    assert set(TRUTH) == set(Status)
