"""One account that the keeper puts on the register by hand."""

import pytest
from django.urls import reverse

from mercat.common.refusals import NotAllowed, Refused
from mercat.platforms import recognise
from mercat.register import actions
from mercat.register.models import Account, Publication
from tests.common.together import together
from tests.factories.council import NOW
from tests.register.asking import owned

URL = reverse("register:add_account")
TYPED = {"address": "https://m.facebook.com/StrathLibs/", "name": "Strathbeg Libraries"}


def add(council, by, address="facebook.com/StrathLibs"):
    particulars = actions.Particulars("Libraries", None, "", "", custodians=())
    found = recognise(address)
    return actions.add_account(recognised=found, particulars=particulars, by=by, at=NOW)


def test_add_account_is_recorded_and_published_and_confirmed_by_nobody(council, client):
    council.sign_in(client, "keeper")
    owner = council.applicant.person

    page = client.post(URL, {**TYPED, "purpose": "Hours", "owner": owner.email}, follow=True)

    account = Account.objects.get()
    assert page.redirect_chain == [(reverse("register:account", args=[account.public_id]), 302)]
    assert (account.key, account.status, account.confirmed_at) == (
        "facebook:strathlibs",
        "active",
        None,
    )
    assert account.custodians.get().person == owner
    assert Publication.objects.get().confirmed_at is None


def test_add_account_that_is_there_says_where_and_keeps_what_was_typed(council, client):
    account = owned(council)
    council.sign_in(client, "keeper")

    said = client.post(URL, TYPED).content.decode()

    assert "Strathbeg Libraries on Facebook is on the register already: in use" in said
    assert reverse("register:account", args=[account.public_id]) in said
    assert 'value="Strathbeg Libraries"' in said
    assert Account.objects.count() == 1


def test_add_account_by_another_address_of_one_that_is_there_is_refused(council):
    account = owned(council)
    number = recognise("facebook.com/profile.php?id=100064567890123")
    actions.add_alias(
        account=account,
        recognised=number,
        kind="same",
        until=None,
        how="Opened it",
        by=council.keeper,
        at=NOW,
    )

    with pytest.raises(Refused, match="on the register already"):
        add(council, council.keeper, "facebook.com/profile.php?id=100064567890123")


def test_add_account_that_is_somebodys_own_says_so_and_no_more(council, client):
    given = {"recognised": recognise("facebook.com/StrathLibs"), "name": "Rae"}
    own = actions.list_own(**given, by=council.member, at=NOW)
    council.sign_in(client, "keeper")

    said = client.post(URL, TYPED).content.decode()

    assert "listed this account as their own" in said
    assert own.public_id not in said
    assert "Rae" not in said


def test_add_account_with_only_an_address_says_what_it_was_taken_for(council, client):
    council.sign_in(client, "keeper")

    said = client.post(URL, {"address": TYPED["address"]}).content.decode()

    assert "is not on the register yet" in said
    assert "Enter the name of the account" in said


@pytest.mark.parametrize("part", ["adviser", "member", "chair"])
def test_add_account_is_the_keepers_alone(part, council):
    with pytest.raises(NotAllowed):
        add(council, getattr(council, part))


@pytest.mark.postgresql
def test_add_account_by_two_at_once_enters_it_once(flushable, council):
    def refused():
        try:
            add(council, council.keeper)
        except Refused as refusal:
            return refusal.sentence
        return ""

    assert sorted(together(refused, refused)) == [
        "",
        "Libraries on Facebook is on the register already: in use",
    ]
    assert Account.objects.count() == 1
