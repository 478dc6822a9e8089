from typing import Any

import pytest
from django.urls import reverse
from lxml import html

from mercat.register.models import Custodian
from tests.factories import AccountFactory
from tests.factories.council import NOW, Council
from tests.passports.views.reading import said_on


@pytest.fixture
def account(council):
    made = AccountFactory(
        organisation=council.organisation,
        name="Strathbeg Ferries",
        purpose="Sailings",
        audience="Islanders",
    )
    Custodian.objects.create(
        account=made, person=council.colleague.person, level="owner", since=NOW
    )
    return made


def url(account):
    return reverse("register:account", args=[account.public_id])


def names_on(page):
    return said_on(page, "tbody/tr/th/a")


def link_on(page: Any, rel: str) -> str:
    found = html.document_fromstring(page.content).xpath(f"//a[@rel='{rel}']/@href")
    return str(found[0]) if found else ""


def fill(council: Council, count: int) -> list[str]:
    names = [f"Account {number:03}" for number in range(count)]
    for name in reversed(names):
        AccountFactory(organisation=council.organisation, name=name, department=council.department)
    return names


@pytest.mark.parametrize("count", [1, 60])
def test_accounts_take_as_many_queries_for_one_as_for_sixty(
    count, council, client, django_assert_num_queries
):
    names = fill(council, count)
    council.sign_in(client, "member")

    with django_assert_num_queries(7):
        page = client.get("/register/")

    assert names_on(page) == names[:50]


def test_accounts_are_read_page_by_page_and_back(council, client):
    names = fill(council, 120)
    council.sign_in(client, "member")

    first = client.get("/register/")
    second = client.get(f"/register/{link_on(first, 'next')}")
    third = client.get(f"/register/{link_on(second, 'next')}")
    back = client.get(f"/register/{link_on(third, 'prev')}")

    assert names_on(first) + names_on(second) + names_on(third) == names
    assert names_on(back) == names_on(second)
    assert (link_on(first, "prev"), link_on(third, "next")) == ("", "")


def test_accounts_of_one_name_all_have_their_place(council, client):
    for _ in range(60):
        AccountFactory(organisation=council.organisation, name="News")
    council.sign_in(client, "member")

    first = client.get("/register/")
    second = client.get(f"/register/{link_on(first, 'next')}")

    assert (len(names_on(first)), len(names_on(second))) == (50, 10)


@pytest.mark.parametrize("cursor", ["x", "%00", "W10", "WyIiLCAxXQ", "é" * 50, "-" * 2000])
def test_accounts_after_a_bent_place_begin_somewhere(cursor, account, council, client):
    council.sign_in(client, "member")

    pages = [client.get(f"/register/?{side}={cursor}") for side in ("after", "before")]

    assert [page.status_code for page in pages] == [200, 200]


def test_accounts_on_an_empty_register_say_what_one_can_do(council, client):
    council.sign_in(client, "member")

    page = client.get("/register/")

    assert "No account is on the register yet" in page.content.decode()


def test_accounts_of_another_organisation_are_not_listed(account, outside, client):
    outside.sign_in(client, "keeper")

    assert names_on(client.get("/register/")) == []


def test_account_shows_what_the_register_says(account, council, client):
    council.sign_in(client, "member")

    page = client.get(url(account))

    assert said_on(page, "h1") == ["Strathbeg Ferries on Facebook"]
    assert said_on(page, "dd")[1:4] == ["Not recorded", "Sailings", "Islanders"]


@pytest.mark.parametrize("part", ["member", "clerk", "chair", "panel_member", "applicant"])
def test_account_hides_its_custodians_from_plain_members(part, account, council, client):
    council.sign_in(client, part)

    page = client.get(url(account))

    assert "<strong>Colleague</strong>" not in page.content.decode()
    assert "Ask communications if you need to reach them." in page.content.decode()


@pytest.mark.parametrize("part", ["keeper", "adviser", "administrator", "auditor", "colleague"])
def test_account_shows_its_custodians_to_those_who_keep_it(part, account, council, client):
    council.sign_in(client, part)

    page = client.get(url(account))

    (said,) = said_on(page, "ul/li[strong]")
    assert said.startswith("Colleague, owner since 18 November 2026")


def test_account_without_custodians_says_so(council, client):
    bare = AccountFactory(organisation=council.organisation)
    council.sign_in(client, "keeper")

    assert "Nobody is recorded yet." in client.get(url(bare)).content.decode()


def test_account_of_another_organisation_is_not_there(account, outside, client):
    outside.sign_in(client, "keeper")

    assert client.get(url(account)).status_code == 404


@pytest.mark.parametrize("bad", ["nothing", "%00", "x" * 300])
def test_account_of_a_bad_id_is_not_there(bad, council, client):
    council.sign_in(client, "keeper")

    assert client.get(f"/register/accounts/{bad}/").status_code == 404


@pytest.mark.parametrize("path", ["", "accounts/bcdfghjkmn/", "nothing/"])
def test_register_sends_nobody_to_sign_in(path, client, db):
    answer = client.get(f"/register/{path}")

    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next=/register/{path}")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_register_by_another_method_is_not_taken(method, account, council, client):
    council.sign_in(client, "keeper")

    answers = [getattr(client, method)(each) for each in ("/register/", url(account))]

    assert [answer.status_code for answer in answers] == [405, 405]


def test_account_with_hostile_words_shows_them_as_words(council, client):
    hostile = "<script>alert(1)</script>"
    account = AccountFactory(organisation=council.organisation, name=hostile, purpose=hostile)
    council.sign_in(client, "member")

    told = "".join(client.get(each).content.decode() for each in ("/register/", url(account)))

    assert ("<script>alert" in told, "&lt;script&gt;alert" in told) == (False, True)


@pytest.mark.parametrize("count", [1, 3])
def test_account_takes_as_many_queries_for_one_custodian_as_for_three(
    count, council, client, django_assert_num_queries
):
    account = AccountFactory(organisation=council.organisation)
    for name in ("colleague", "member", "manager")[:count]:
        Custodian.objects.create(
            account=account, person=council.members[name].person, level="owner", since=NOW
        )
    council.sign_in(client, "keeper")

    with django_assert_num_queries(10):
        page = client.get(url(account))

    assert len(said_on(page, "ul/li[strong]")) == count
