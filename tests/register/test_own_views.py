"""Accounts of one's own: listed and taken away by that person alone."""

import pytest

from mercat.lookup import queries as lookup
from mercat.register.models import Account
from tests.factories.council import NOW

URL = "/register/own/"
TYPED = {"address": "instagram.com/cllr.rae", "name": "Ishbel  Rae", "agrees": "on"}


def answer() -> str:
    return str(lookup.look_up("instagram.com/cllr.rae", at=NOW).answer)


def test_list_own_says_what_the_public_reads_and_takes_it_away_at_once(council, client):
    council.sign_in(client, "member")
    assert "You have listed none." in client.get(URL).content.decode()

    said = client.post(URL, TYPED, follow=True).content.decode()

    assert "Ishbel Rae’s own; does not speak for Strathbeg Council" in said
    assert answer() == "own_account"
    account = Account.objects.get()
    client.post(f"{URL}{account.public_id}/remove/")
    assert (Account.objects.count(), answer()) == (0, "not_registered")


def test_list_own_fills_in_what_the_advice_page_knows(council, client):
    council.sign_in(client, "member")

    page = client.get(f"{URL}?address=instagram.com/cllr.rae&name=Ishbel").content.decode()

    assert 'value="instagram.com/cllr.rae"' in page
    assert 'value="Ishbel"' in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"address": ""}, "Paste the address of your account"),
        ({"address": "https://www.strathbeg.example/news/"}, "There is a problem"),
        ({"name": " "}, "Enter the name that the public will read"),
        ({"agrees": ""}, "Agree that everybody may read this"),
    ],
)
def test_list_own_with_a_fault_says_so_and_lists_nothing(changed, sentence, council, client):
    council.sign_in(client, "member")

    page = client.post(URL, {**TYPED, **changed}).content.decode()

    assert sentence in page
    assert Account.objects.count() == 0


def test_list_own_of_a_colleagues_stays_a_sentence_beside_the_address(council, client):
    council.sign_in(client, "member")
    client.post(URL, TYPED)
    council.sign_in(client, "keeper")

    page = client.post(URL, TYPED).content.decode()

    assert "Somebody else has listed this account as their own" in page
    assert "You have listed none." in page


def test_list_own_of_the_councils_is_refused(council, client):
    council.case("released")
    council.sign_in(client, "member")

    page = client.post(URL, {**TYPED, "address": "instagram.com/strathbeg.archives"})

    assert "is on the register of Strathbeg Council already" in page.content.decode()


def test_remove_own_is_not_there_for_others_keeper_or_not(council, outside, client):
    council.sign_in(client, "member")
    client.post(URL, TYPED)
    address = f"{URL}{Account.objects.get().public_id}/remove/"
    assert client.get(address).status_code == 405

    for part in ("keeper", "administrator", "colleague"):
        council.sign_in(client, part)
        assert (part, client.post(address).status_code) == (part, 404)
    outside.sign_in(client, "keeper")
    assert client.post(address).status_code == 404
    assert answer() == "own_account"
