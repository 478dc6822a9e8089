import pytest
from django.utils import timezone

from mercat.register.models import Custodian
from tests.api.openapi import faults
from tests.api.programs import program
from tests.factories import AccountFactory


@pytest.fixture
def account(council):
    account = AccountFactory(
        organisation=council.organisation,
        department=council.department,
        name="Ferries",
        mailbox="ferries@strathbeg.example",
        secret_place="The safe of the harbour office",
    )
    Custodian.objects.create(
        account=account, person=council.member.person, level="owner", since=timezone.now()
    )
    return account


def test_register_is_told_with_what_the_public_does_not_see(council, account, client):
    document = client.get("/api/v1/openapi.json").json()

    told = program(council).get(f"/accounts/{account.public_id}").json()

    schema = {"$ref": "#/components/schemas/RegisteredOut"}
    assert faults(told, schema, document) == []
    assert (told["mailbox"], told["secret_place"]) == (
        "ferries@strathbeg.example",
        "The safe of the harbour office",
    )
    assert [(each["email"], each["level"]) for each in told["custodians"]] == [
        (council.member.person.email, "owner")
    ]


def test_register_tells_nothing_of_peoples_own_accounts(council):
    own = AccountFactory(organisation=council.organisation, status="own")
    asker = program(council)

    answers = [asker.get("/accounts", status="own"), asker.get("/accounts")]

    assert [each.json()["items"] for each in answers] == [[], []]
    assert asker.get(f"/accounts/{own.public_id}").status_code == 404


def test_register_is_told_by_status_and_in_pages(council):
    for status in ("active", "paused", "active"):
        AccountFactory(organisation=council.organisation, status=status)
    asker = program(council)

    first = asker.get("/accounts", limit="2").json()
    active = asker.get("/accounts", status="active").json()

    assert (len(first["items"]), "after=" in first["next"]) == (2, True)
    assert [each["status"] for each in active["items"]] == ["active", "active"]


def test_register_takes_few_queries_however_long_it_is(council, account, django_assert_num_queries):
    for _ in range(5):
        AccountFactory(organisation=council.organisation, department=council.department)
    asker = program(council)
    asker.get("/accounts")  # notes that the token was used today

    with django_assert_num_queries(3):
        asker.get("/accounts")


def test_departments_are_told_for_the_answers_of_applications(council):
    told = program(council).get("/departments").json()

    assert told["items"] == [{"id": council.department.public_id, "name": "Archives"}]
