"""The published register through the API: what is there, in pages, and nothing beside it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from mercat.organisations.models import Domain
from mercat.register import actions as register
from mercat.register.lifecycle import Status
from mercat.register.models import Account, PublicChange
from tests.api.openapi import faults
from tests.factories import DepartmentFactory, OrganisationFactory
from tests.lookup.claims import claimed, published

V1 = "/api/v1"


@pytest.fixture
def document(client, db):
    return client.get(f"{V1}/openapi.json").json()


def schema_of(document: dict[str, Any], path: str) -> dict[str, Any]:
    answer = document["paths"][V1 + path]["get"]["responses"]["200"]
    schema: dict[str, Any] = answer["content"]["application/json"]["schema"]
    return schema


def names(told: dict[str, Any]) -> list[str]:
    return [each["account"]["name"] for each in told["items"]]


@pytest.mark.parametrize(
    "path",
    [
        "/organisations",
        "/organisations/{slug}",
        "/organisations/{slug}/departments",
        "/organisations/{slug}/accounts",
        "/accounts",
        "/accounts/{account_id}",
        "/changes",
    ],
)
def test_public_answers_keep_to_the_description(path, client, council, document):
    account = claimed(council.organisation, status="active", unconfirmed=True, passport="expired")
    Account.objects.update(department=council.department)

    answer = client.get(V1 + path.format(slug="strathbeg", account_id=account.public_id))

    told = answer.json()
    assert (answer.status_code, faults(told, schema_of(document, path), document)) == (200, [])
    assert len(told.get("items", [told])) == 1


def test_organisations_are_those_that_publish(client, council):
    OrganisationFactory(slug="quiet", verified=False)
    Domain.objects.create(organisation=council.organisation, host="waiting.example")

    (told,) = client.get(f"{V1}/organisations").json()["items"]

    assert told == {
        "slug": "strathbeg",
        "name": "Strathbeg Council",
        "url": "http://localhost:8000/lookup/organisations/strathbeg/",
        "nation": "scotland",
        "pre_election_until": None,
        "domains": ["strathbeg.example"],
    }


def test_departments_are_those_with_accounts_on_the_public_list(client, council):
    listed, falsely, _ = (
        DepartmentFactory(organisation=council.organisation, name=name)
        for name in ("Libraries", "Ferries", "Secret")
    )
    published(council.organisation, department=listed)
    published(council.organisation, department=falsely, status="false")

    told = client.get(f"{V1}/organisations/strathbeg/departments").json()["items"]

    assert told == [{"id": listed.public_id, "name": "Libraries"}]


@pytest.mark.parametrize("path", ["/organisations/strathbeg/accounts", "/accounts"])
def test_accounts_are_those_on_the_public_list(path, client, council):
    for status in Status:
        published(council.organisation, status=status, name=status.value)

    told = client.get(V1 + path).json()

    assert sorted(names(told)) == [
        "active",
        "closed_parked",
        "closed_released",
        "dormant",
        "paused",
    ]


def test_account_is_what_was_published_and_not_what_is_being_edited(client, council):
    account = published(council.organisation, name="Ferries", mailbox="team@strathbeg.example")
    Account.objects.update(name="CANARY", purpose="CANARY", exit_plan="CANARY")

    answer = client.get(f"{V1}/accounts/{account.public_id}")

    told = answer.json()
    assert told["account"]["name"] == "Ferries"
    assert [w for w in ("CANARY", "mailbox", "administrator") if w in answer.content.decode()] == []
    assert (told["answer"], told["warnings"]) == ("official", [])


def test_nothing_of_who_does_not_publish_is_there(client, council):
    quiet = OrganisationFactory(slug="quiet", verified=False)
    account = published(quiet, name="CANARY")
    published(council.organisation)

    paths = [
        "/organisations/quiet",
        "/organisations/quiet/accounts",
        "/organisations/quiet/departments",
        f"/accounts/{account.public_id}",
    ]
    theirs = [client.get(V1 + path) for path in paths]
    nobodys = [client.get(V1 + path.replace("quiet", "nobody")) for path in paths[:3]]
    lists = [client.get(V1 + path).content for path in ("/organisations", "/accounts", "/changes")]

    assert {each.status_code for each in theirs + nobodys} == {404}
    assert {each.content for each in theirs} == {each.content for each in nobodys}
    assert [text for text in lists if b"CANARY" in text or b"quiet" in text] == []
    assert client.get(f"{V1}/changes", {"organisation": "quiet"}).json()["items"] == []


def test_accounts_come_in_pages_with_the_address_of_the_next(client, council):
    for number in range(5):
        published(council.organisation, name=f"Account {number}")
    path, found, links = f"{V1}/organisations/strathbeg/accounts?limit=2", [], []

    while path:
        answer = client.get(path)
        found.append(names(answer.json()))
        links.append(answer.get("Link"))
        path = answer.json()["next"]

    assert found == [["Account 0", "Account 1"], ["Account 2", "Account 3"], ["Account 4"]]
    assert links[0].endswith('>; rel="next"')
    assert links[2] is None


@pytest.mark.parametrize("path", ["/organisations", "/accounts", "/changes"])
@pytest.mark.parametrize("query", ["after=x", "after=bnVsbA", "limit=0", "limit=101", "limit=x"])
def test_broken_cursor_or_limit_is_refused(path, query, client, db):
    answer = client.get(f"{V1}{path}?{query}")

    (fault,) = answer.json()["errors"]
    assert answer.status_code == 422
    assert fault["where"] == f"query.{query.partition('=')[0]}"


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/organisations", 2),
        ("/organisations/strathbeg", 2),
        ("/organisations/strathbeg/accounts", 5),
        ("/organisations/strathbeg/departments", 3),
        ("/accounts", 3),
        ("/changes", 4),
    ],
)
def test_public_pages_take_few_queries_however_much_is_there(
    path, queries, client, council, django_assert_num_queries
):
    for _ in range(5):
        claimed(council.organisation, status="active", unconfirmed=True, passport="expired")

    with django_assert_num_queries(queries):
        assert client.get(V1 + path).status_code == 200


def test_changes_tell_what_is_new_and_what_went(client, council):
    start = timezone.now()
    first, second = (published(council.organisation, name=name) for name in ("One", "Two"))
    _again(first, name="One anew", at=start + timedelta(minutes=1))
    _again(second, status="proposed", at=start + timedelta(minutes=2))

    told = client.get(f"{V1}/changes").json()["items"]

    assert [
        (e["id"], e["kind"], e["account"] and e["account"]["account"]["name"]) for e in told
    ] == [
        (first.public_id, "entered", "One anew"),
        (second.public_id, "entered", None),
        (first.public_id, "changed", "One anew"),
        (second.public_id, "removed", None),
    ]


def test_changes_come_in_pages_and_none_twice(client, council):
    accounts = [published(council.organisation) for _ in range(5)]
    PublicChange.objects.update(at=timezone.now())  # as an import does
    path, found = f"{V1}/changes?limit=2&organisation=strathbeg", []

    while path:
        told = client.get(path).json()
        found.append([each["id"] for each in told["items"]])
        path = told["next"]

    ids = [each.public_id for each in accounts]
    assert found == [ids[:2], ids[2:4], ids[4:]]


def test_changes_since_a_moment_are_those_from_then_on(client, council):
    at = timezone.now()
    _, new = (published(council.organisation) for _ in range(2))
    PublicChange.objects.exclude(account_id=new.public_id).update(at=at - timedelta(days=2))

    told = client.get(f"{V1}/changes", {"since": at.isoformat()}).json()["items"]

    assert [each["id"] for each in told] == [new.public_id]


def test_changes_tell_nothing_of_peoples_own_accounts(client, council):
    published(council.organisation, status="own", name="CANARY")

    assert client.get(f"{V1}/changes").json()["items"] == []


@pytest.mark.parametrize("since", ["yesterday", "2026-11-18", "0001-01-01T00:00:00+14:00"])
def test_changes_since_no_moment_are_refused(since, client, db):
    answer = client.get(f"{V1}/changes", {"since": since})

    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")


def _again(account: Account, *, at: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(account, name, value)
    account.save()
    register.publish(account=account, at=at)
