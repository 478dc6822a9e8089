"""What somebody holds, for those who may see it."""

import pytest
from django.urls import reverse

from mercat.register import actions as register
from mercat.register.models import Custodian
from tests.factories import AccountFactory
from tests.factories.council import NOW
from tests.passports.views.reading import said_on


@pytest.fixture
def url(council):
    """The applicant: a passport, its account, and a part in two more."""
    council.case("released")
    person = council.applicant.person
    for name, level in (("Roads", "publisher"), ("Ferries", "backup"), ("Airport", "backup")):
        account = AccountFactory(organisation=council.organisation, name=name)
        Custodian.objects.create(account=account, person=person, level=level, since=NOW)
    return reverse("passports:person", args=[person.public_id])


def test_person_holds_accounts_by_level_beside_passports(url, council, client):
    council.sign_in(client, "keeper")

    page = client.get(url)

    assert said_on(page, "h2") == ["Passports", "Accounts looked after"]
    assert said_on(page, "h3") == ["Owner", "Administrator", "Backup administrator", "Publisher"]
    assert [each.split(" on ")[0] for each in said_on(page, "main//li") if " on " in each] == [
        "Strathbeg Archives",
        "Strathbeg Archives",
        "Airport",
        "Ferries",
        "Roads",
    ]


def test_person_page_shows_nothing_of_their_own_accounts(url, council, client):
    own = AccountFactory(organisation=council.organisation, name="Private", status="own")
    person = council.applicant.person
    Custodian.objects.create(account=own, person=person, level="owner", since=NOW)
    council.sign_in(client, "keeper")

    assert "Private" not in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("part", "headings"),
    [
        ("adviser", ["Passports", "Accounts looked after"]),
        ("applicant", ["Passports", "Accounts looked after"]),
        ("clerk", ["Passports"]),
        ("administrator", ["Accounts looked after"]),
    ],
)
def test_person_shows_each_what_their_part_may_see(part, headings, url, council, client):
    council.sign_in(client, part)

    assert said_on(client.get(url), "h2") == headings


@pytest.mark.parametrize("part", ["member", "manager", "panel_member"])
def test_person_is_nothing_to_others(part, url, council, client):
    council.sign_in(client, part)

    assert client.get(url).status_code == 404


def test_person_takes_few_queries(url, council, client, django_assert_num_queries):
    council.sign_in(client, "keeper")

    with django_assert_num_queries(7):
        client.get(url)


def test_account_leads_its_keeper_to_what_its_people_hold(url, council, client):
    account = council.applicant.person.custodian_set.first().account
    register.publish(account=account, at=NOW)
    council.sign_in(client, "keeper")
    page = client.get(reverse("register:account", args=[account.public_id])).content.decode()
    assert url in page
    council.sign_in(client, "applicant")
    page = client.get(reverse("register:account", args=[account.public_id])).content.decode()
    assert "What they hold" not in page
