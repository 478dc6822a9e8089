"""The recogniser against real addresses, and against attacks."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from mercat.platforms import Account, NotAnAccount, recognise
from mercat.platforms.registry import lines

DATA = Path(__file__).parent / "data"
FAULTS = {line.split(",", 1)[0] for line in lines("source_faults.csv")}
# The source gives a title, or another room's name, in place of the handle.
WRONG_HANDLES = {"https://t.me/+QHfVINrUPN44YjFk", "https://matrix.to/#/#osm-ca-space:matrix.org"}


def read(name):
    with open(DATA / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def recognised(text):
    answer = recognise(text)
    return getattr(answer, "candidate", None) or answer


def plain(handle):
    """A handle without what sources leave on it: a sign, a query, a slash, the server."""
    handle = handle.lower().replace("%21", "!").removeprefix("profile.php?id=").lstrip("@")
    return handle.partition("?")[0].rstrip("/").partition("@")[0]


def test_accounts_have_the_right_platform():
    rows = [row for row in read("accounts.csv") if row["url"] not in FAULTS]

    wrong = [
        row["url"]
        for row in rows
        if getattr(recognised(row["url"]), "platform", None) != row["platform"]
    ]

    assert (len(rows) > 5000, wrong) == (True, [])


def test_accounts_have_the_right_handle():
    rows = [row for row in read("accounts.csv") if row["handle"] and row["url"] not in FAULTS]

    wrong = [
        row["url"]
        for row in rows
        if plain(recognised(row["url"]).handle) != plain(row["handle"])
        and row["url"] not in WRONG_HANDLES
    ]

    assert (len(rows) > 2500, wrong) == (True, [])


def test_addresses_held_to_be_wrong_are_refused():
    assert [url for url in FAULTS if isinstance(recognise(url), Account)] == []


@pytest.mark.parametrize("reason", sorted({row["reason"] for row in read("not_accounts.csv")}))
def test_not_accounts_are_refused_with_the_right_reason(reason):
    rows = [row["url"] for row in read("not_accounts.csv") if row["reason"] == reason]

    wrong = [url for url in rows if getattr(recognise(url), "reason", "accepted") != reason]

    assert wrong == []


def test_variants_of_one_account_have_one_key():
    variants = defaultdict(set)
    for row in read("variants.csv"):
        answer = recognise(row["url"])
        variants[row["account_no"]].add("" if isinstance(answer, NotAnAccount) else answer.key)

    # Only ids stand below /channel/ on YouTube, so /channel/videos is no account.
    several = {number: keys for number, keys in variants.items() if len(keys) != 1 or "" in keys}

    assert several == {}


def test_different_accounts_have_different_keys():
    owners = defaultdict(set)
    for row in read("variants.csv"):
        owners[recognise(row["url"]).key].add((row["platform"], row["handle"].lower()))

    assert [names for names in owners.values() if len(names) > 1] == []
