"""Who may open and send which page of the register."""

import pytest
from django.urls import reverse

from tests.register.addresses import (
    ACCOUNT_FORMS,
    ACCOUNT_PAGES,
    ACCOUNT_POST_ONLY,
    BULK_FORMS,
    BULK_PAGES,
    BULK_POST_ONLY,
    DISPUTE_FORMS,
    DISPUTE_PAGES,
    KEEPERS_FORMS,
    KEEPERS_POST_ONLY,
    TRANSFER_PAGES,
    TRANSFER_POST_ONLY,
    keys_of,
    of_the_register,
)


@pytest.fixture
def address(council):
    account = council.case("released").passport.account
    values = {"account_id": account.public_id, "kind": "csv", **of_the_register(council, account)}
    return lambda name: reverse(name, kwargs={key: values[key] for key in keys_of(name)})


def test_member_elsewhere_finds_nothing_of_our_accounts(client, address, outside):
    for part in outside.members:
        outside.sign_in(client, part)
        for name in ACCOUNT_PAGES:
            assert (part, name, client.get(address(name)).status_code) == (part, name, 404)
        for name in ACCOUNT_FORMS | ACCOUNT_POST_ONLY:
            assert (part, name, client.post(address(name)).status_code) == (part, name, 404)


def test_plain_member_changes_nothing_on_the_register(client, council, address):
    council.sign_in(client, "member")

    for name in ACCOUNT_PAGES | {"register:changes"}:
        assert (name, client.get(address(name)).status_code) == (name, 403)
    for name in ACCOUNT_FORMS | ACCOUNT_POST_ONLY:
        assert (name, client.post(address(name)).status_code) == (name, 403)


def test_auditor_reads_the_register_and_changes_nothing(client, council, address):
    council.sign_in(client, "auditor")

    for name in ("register:history", "register:change", "register:changes"):
        assert (name, client.get(address(name)).status_code) == (name, 200)
    for name in ACCOUNT_FORMS | ACCOUNT_POST_ONLY:
        assert (name, client.post(address(name)).status_code) == (name, 403)


def test_forms_of_the_keeper_are_nobody_elses(client, council):
    for part in council.members:
        council.sign_in(client, part)
        for name in KEEPERS_FORMS:
            expected = 200 if part == "keeper" else 403
            assert (part, name, client.get(reverse(name)).status_code) == (part, name, expected)


def test_changes_of_many_are_the_keepers_alone(client, council, address, outside):
    outside.sign_in(client, "keeper")
    for name in BULK_PAGES:
        assert (name, client.get(address(name)).status_code) == (name, 404)
    for name in BULK_FORMS | BULK_POST_ONLY:
        assert (name, client.post(address(name)).status_code) == (name, 404)
    council.sign_in(client, "adviser")
    for name in BULK_PAGES:
        assert (name, client.get(address(name)).status_code) == (name, 403)
    for name in BULK_FORMS | BULK_POST_ONLY | KEEPERS_POST_ONLY:
        assert (name, client.post(address(name)).status_code) == (name, 403)
    council.sign_in(client, "keeper")
    for name in BULK_PAGES:
        assert (name, client.get(address(name)).status_code) == (name, 200)


def test_disputes_are_for_the_keepers_of_both_sides(client, council, address, outside):
    outside.sign_in(client, "keeper")
    for name in DISPUTE_PAGES:
        assert (name, client.get(address(name)).status_code) == (name, 404)
    for name in DISPUTE_FORMS:
        assert (name, client.post(address(name)).status_code) == (name, 404)
    council.sign_in(client, "adviser")
    for name in DISPUTE_PAGES | {"register:disputes"}:
        assert (name, client.get(address(name)).status_code) == (name, 403)
    for name in DISPUTE_FORMS:
        assert (name, client.post(address(name)).status_code) == (name, 403)
    council.sign_in(client, "keeper")
    for name in DISPUTE_PAGES | {"register:disputes"}:
        assert (name, client.get(address(name)).status_code) == (name, 200)


def test_transfers_are_for_the_keepers_of_both_sides(client, council, address, outside):
    outside.sign_in(client, "keeper")
    for name in TRANSFER_PAGES:
        assert (name, client.get(address(name)).status_code) == (name, 404)
    for name in TRANSFER_POST_ONLY:
        assert (name, client.post(address(name)).status_code) == (name, 404)
    council.sign_in(client, "adviser")
    for name in TRANSFER_PAGES:
        assert (name, client.get(address(name)).status_code) == (name, 403)
    for name in TRANSFER_POST_ONLY:
        assert (name, client.post(address(name)).status_code) == (name, 403)
    council.sign_in(client, "keeper")
    for name in TRANSFER_PAGES:
        assert (name, client.get(address(name)).status_code) == (name, 200)


def test_keeper_opens_every_page_of_an_account(client, council, address):
    council.sign_in(client, "keeper")

    for name in ACCOUNT_PAGES | {"register:changes"}:
        assert (name, client.get(address(name)).status_code) == (name, 200)
    for name in ACCOUNT_POST_ONLY:
        assert (name, client.get(address(name)).status_code) == (name, 405)
