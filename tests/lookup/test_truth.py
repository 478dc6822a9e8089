"""Each status × verified × confirmed × passport: one answer, the same at every door."""

from itertools import product
from typing import Any

import pytest
from django.utils import timezone

from mercat.lookup import answers, bulk, queries, ranges
from mercat.register.lifecycle import Status
from mercat.register.models import Account
from tests.factories import OrganisationFactory
from tests.lookup.claims import claimed
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
    doors = {
        "page": lambda a: client.get("/lookup/", {"q": a.url}).context["found"].answer,
        "api": lambda a: client.get("/api/v1/lookup", {"url": a.url}).json()["answer"],
        "files": lambda a: told(tmp_path, a.key),
        "list": lambda a: bulk.look_up_all([a.url], at=timezone.now())[0].found.answer,
    }
    said = {name: {row: ask(a) for row, a in accounts.items()} for name, ask in doors.items()}
    assert said == dict.fromkeys(doors, wanted)


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
