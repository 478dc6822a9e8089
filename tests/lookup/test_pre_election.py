"""That a pre-election period runs is said at every door that can be asked now."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone

from mercat.lookup import ranges
from tests.lookup.claims import published
from tests.lookup.ranges.reading import told

DAY = timedelta(days=1)
SAID = "A pre-election period runs at Strathbeg Council until"


@pytest.fixture
def ferries(council):
    return published(council.organisation)


def period(organisation, *, first: int, last: int) -> date:
    """From so many days from now to so many; returns its last day."""
    today = organisation.day(timezone.now())
    organisation.pre_election_from = today + first * DAY
    organisation.pre_election_until = today + last * DAY
    organisation.save()
    until: date = organisation.pre_election_until
    return until


def doors(client, account):
    """What each of them says: the last day, or nothing."""
    looked_up = client.get("/api/v1/lookup", {"url": account.url}).json()
    shown = client.get(f"/api/v1/accounts/{account.public_id}").json()
    listed = client.get("/api/v1/organisations/strathbeg/accounts").json()["items"]
    of = client.get("/api/v1/organisations/strathbeg").json()
    return {
        "look-up": [each["pre_election_until"] for each in looked_up["claims"]],
        "account": [shown["pre_election_until"]],
        "list": [each["pre_election_until"] for each in listed],
        "organisation": [of["pre_election_until"]],
    }


def pages(client, account):
    table = client.post("/lookup/list/", {"links": account.url, "csv": "1"})
    rows = csv.reader(io.StringIO(b"".join(table).decode("utf-8-sig")))
    texts = {
        "look-up": client.get("/lookup/", {"q": account.url}).content.decode(),
        "account": client.get(f"/lookup/accounts/{account.public_id}/").content.decode(),
        "organisation": client.get("/lookup/organisations/strathbeg/").content.decode(),
        "list": client.post("/lookup/list/", {"links": account.url}).content.decode(),
        "file": list(rows)[1][2],
    }
    return {name: SAID in text for name, text in texts.items()}


@pytest.mark.parametrize(
    ("first", "last", "runs"),
    [(-3, 0, True), (0, 9, True), (-9, -1, False), (1, 9, False)],
)
def test_every_door_says_so_while_it_runs_alone(first, last, runs, client, council, ferries):
    until = period(council.organisation, first=first, last=last)

    said = until.isoformat() if runs else None
    assert set(map(tuple, doors(client, ferries).values())) == {(said,)}
    assert set(pages(client, ferries).values()) == {runs}


def test_it_is_said_of_official_accounts_alone(client, council):
    account = published(council.organisation, status="closed_parked")
    until = period(council.organisation, first=0, last=9)

    said = doors(client, account)

    assert said.pop("organisation") == [until.isoformat()]
    assert set(map(tuple, said.values())) == {(None,)}


def test_answer_stays_the_same_and_so_do_the_files(client, council, ferries, tmp_path):
    folder = ranges.Folder(tmp_path)
    ranges.publish(folder, at=timezone.now())
    before = {each.name: each.read_bytes() for each in tmp_path.glob("*/*.json")}
    period(council.organisation, first=0, last=9)

    ranges.publish(folder, at=timezone.now())

    assert {each.name: each.read_bytes() for each in tmp_path.glob("*/*.json")} == before
    answer = client.get("/api/v1/lookup", {"url": ferries.url}).json()["answer"]
    assert (answer, told(tmp_path, ferries.key)) == ("official", "official")
