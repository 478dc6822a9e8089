"""The pages on which an account is changed: what they refuse, and that they keep what was typed."""

import pytest
from django.urls import reverse

from mercat.register.lifecycle import Kind
from mercat.register.models import Change, Publication
from tests.passports.views.reading import said_on
from tests.register.asking import owned, propose, status


@pytest.fixture
def account(council):
    return owned(council)


def url(name, account):
    return reverse(f"register:{name}", args=[account.public_id])


def details(**changed):
    return {
        "name": "Strathbeg Libraries",
        "department": "",
        "purpose": "",
        "second_factor": "",
        "row_version": 0,
        **changed,
    }


def test_change_by_the_keeper_is_public_at_once(account, council, client):
    council.sign_in(client, "keeper")

    page = client.post(url("change_account", account), details(name="Libs"), follow=True)

    assert "The account is changed." in page.content.decode()
    assert Publication.objects.get().name == "Libs"


def test_change_by_the_owner_shows_that_it_waits(account, council, client):
    council.sign_in(client, "applicant")

    page = client.post(url("change_account", account), details(name="Libs"), follow=True)

    said = page.content.decode()
    assert "What the public reads waits for a second person." in said
    assert "Applicant asked for a change: what the public reads." in said
    assert Publication.objects.get().name == "Strathbeg Libraries"


def test_change_with_a_password_is_refused_and_nothing_is_lost(account, council, client):
    council.sign_in(client, "keeper")
    typed = details(name="Libs", secret_place="password: hunter22")

    page = client.post(url("change_account", account), typed)

    assert "This looks like a password." in page.content.decode()
    assert 'value="Libs"' in page.content.decode()
    assert Publication.objects.get().name == "Strathbeg Libraries"


def test_change_of_an_old_version_is_told(account, council, client):
    council.sign_in(client, "keeper")
    client.post(url("change_account", account), details(name="First"))

    page = client.post(url("change_account", account), details(name="Second"))

    assert "Somebody else changed this account" in page.content.decode()
    assert 'value="Second"' in page.content.decode()


@pytest.mark.parametrize("day", [("1", "1", "2031"), ("31", "2", "2026")])
def test_close_on_a_day_that_cannot_be_is_refused(day, account, council, client):
    council.sign_in(client, "applicant")
    since = dict(zip(("since_day", "since_month", "since_year"), day, strict=True))
    typed = {"name_is": "closed_parked", "reason": "Over", "exit_plan": "Archive", **since}

    page = client.post(url("close", account), typed)

    assert "There is a problem" in page.content.decode()
    assert not Change.objects.exists()


def test_rename_to_another_platform_is_refused(account, council, client):
    council.sign_in(client, "applicant")
    typed = {"address": "instagram.com/strathlibs", "reason": "New name"}

    page = client.post(url("change_address", account), typed)

    assert not Change.objects.exists()
    assert "There is a problem" in page.content.decode()


def test_owner_who_is_nobody_here_is_refused(account, council, client):
    council.sign_in(client, "applicant")
    typed = {"owner": "stranger@elsewhere.example", "reason": "Moves"}

    page = client.post(url("change_owner", account), typed)

    assert "Nobody here has the address stranger@elsewhere.example" in page.content.decode()


def test_change_page_offers_each_what_is_theirs(account, council, client):
    change = propose(account, Kind.STATUS, status("pause", "paused"), by=council.applicant)
    address = reverse("register:change", args=[change.public_id])
    offered = {}
    for part in ("applicant", "keeper", "chair", "auditor"):
        council.sign_in(client, part)
        offered[part] = said_on(client.get(address), "main//form//button")

    assert offered == {
        "applicant": ["Take it back"],
        "keeper": ["Agree"],
        "chair": ["Agree"],
        "auditor": [],
    }


@pytest.mark.parametrize("count", [1, 12])
def test_changes_take_as_many_queries_for_one_as_for_many(
    count, council, client, django_assert_num_queries
):
    for number in range(count):
        each = owned(council, handle=f"Libs{number}")
        propose(each, Kind.STATUS, status("pause", "paused"), by=council.applicant)
    council.sign_in(client, "keeper")

    with django_assert_num_queries(5):
        page = client.get("/register/changes/")

    assert len(said_on(page, "tbody/tr")) == count


def test_history_takes_few_queries(account, council, client, django_assert_num_queries):
    propose(account, Kind.STATUS, status("pause", "paused"), by=council.applicant)
    council.sign_in(client, "keeper")

    with django_assert_num_queries(10):
        page = client.get(url("history", account))

    assert "A change was asked for" in page.content.decode()
