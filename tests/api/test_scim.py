"""SCIM as directories speak it: find, create, switch off, switch on."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mercat.audit.models import Event
from mercat.common.models import OutboxMail
from mercat.organisations import actions
from mercat.organisations.models import ApiToken, Membership
from mercat.people.models import Person
from tests.factories.council import NOW

USERS = "/api/scim/v2/Users"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
USER = "urn:ietf:params:scim:schemas:core:2.0:User"


@pytest.fixture
def secret(council) -> str:
    _, secret = actions.make_token(
        organisation=council.organisation,
        name="Directory",
        scopes=["people"],
        by=council.administrator.person,
        at=NOW,
    )
    return secret


@pytest.fixture
def ask(client, secret) -> Any:
    def asked(method: str, path: str = "", body: Any = None, **query: str) -> Any:
        given = {"headers": {"authorization": f"Bearer {secret}"}}
        if method == "get":
            return client.get(USERS + path, query, **given)
        content = body if isinstance(body, bytes) else json.dumps(body)
        return getattr(client, method)(
            USERS + path, content, content_type="application/scim+json", **given
        )

    return asked


def switch(ask: Any, membership: Membership, operation: dict[str, Any]) -> Any:
    body = {"schemas": [PATCH], "Operations": [operation]}
    return ask("patch", f"/{membership.public_id}", body)


OFF = {"op": "Replace", "path": "active", "value": "False"}
ON = {"op": "replace", "value": {"active": True}}


def test_scim_finds_somebody_by_user_name_whatever_the_case(ask, council):
    told = ask("get", filter='UserName EQ "Colleague@Strathbeg.example"').json()

    (found,) = told["Resources"]
    assert (told["totalResults"], told["startIndex"], told["itemsPerPage"]) == (1, 1, 1)
    assert (found["id"], found["userName"], found["active"]) == (
        council.colleague.public_id,
        "colleague@strathbeg.example",
        True,
    )


def test_scim_finds_nobody_of_another_organisation(ask, outside):
    told = ask("get", filter='userName eq "member@glentarbet.example"').json()
    one = ask("get", f"/{outside.member.public_id}")
    off = switch(ask, outside.member, OFF)

    outside.member.refresh_from_db()
    assert (told["totalResults"], told["Resources"]) == (0, [])
    assert (one.status_code, off.status_code, outside.member.ended_at) == (404, 404, None)


def test_scim_lists_everybody_a_page_at_a_time(ask, council):
    first = ask("get", startIndex="1", count="6").json()
    second = ask("get", startIndex="7", count="50").json()

    ids = [each["id"] for each in first["Resources"] + second["Resources"]]
    everybody = len(council.members)
    assert len(first["Resources"]) == 6
    assert (first["totalResults"], len(ids), len(set(ids))) == (everybody,) * 3


@pytest.mark.parametrize("operation", [OFF, {"op": "replace", "value": {"active": False}}])
def test_scim_switches_somebody_off_and_sign_in_ends(operation, ask, council):
    told = switch(ask, council.member, operation)

    council.member.refresh_from_db()
    person = Person.objects.get(pk=council.member.person_id)
    event = Event.objects.latest("pk")
    assert (told.status_code, told.json()["active"]) == (200, False)
    assert council.member.ended_at
    assert (person.is_active, person.email) == (False, "member@strathbeg.example")
    assert (event.verb, event.subject_id) == (
        "organisations.membership.ended",
        council.member.public_id,
    )


def test_scim_switches_somebody_on_again_without_their_roles(ask, council):
    switch(ask, council.keeper, OFF)

    told = switch(ask, council.keeper, ON)

    council.keeper.refresh_from_db()
    assert (told.json()["active"], council.keeper.ended_at) == (True, None)
    assert list(council.keeper.roles.all()) == []
    assert Person.objects.get(pk=council.keeper.person_id).is_active


def test_scim_creates_a_member_who_is_told(ask, council):
    body = {
        "schemas": [USER],
        "userName": "New.Person@strathbeg.example",
        "name": {"givenName": "New", "familyName": "Person"},
        "title": "Librarian",
        "active": True,
    }

    told = ask("post", "", body)

    membership = Membership.objects.get(person__email="new.person@strathbeg.example")
    mail = OutboxMail.objects.latest("pk")
    assert (told.status_code, told["Content-Type"]) == (201, "application/scim+json")
    assert told["Location"].endswith(f"{USERS}/{membership.public_id}")
    assert (membership.person.name, membership.job_title) == ("New Person", "Librarian")
    assert (mail.purpose, mail.to) == ("organisations/welcome", "new.person@strathbeg.example")


@pytest.mark.parametrize(
    ("name", "status", "kind"),
    [
        ("colleague@strathbeg.example", 409, "uniqueness"),
        ("somebody@elsewhere.example", 400, "invalidValue"),
        ("strathbeg.example@elsewhere.example", 400, "invalidValue"),
        ("not an address", 400, "invalidValue"),
        ("", 400, "invalidValue"),
    ],
)
def test_scim_refuses_to_create(name, status, kind, ask, council):
    before = Membership.objects.count()

    told = ask("post", "", {"userName": name})

    assert (told.status_code, told.json()["scimType"]) == (status, kind)
    assert Membership.objects.count() == before


def test_scim_does_not_change_a_persons_name_or_address(ask, council):
    body = {"op": "replace", "path": "userName", "value": "other@strathbeg.example"}

    told = switch(ask, council.member, body)

    assert (told.status_code, told.json()["userName"]) == (200, "member@strathbeg.example")


def test_scim_keeps_the_last_administrator(ask, council):
    told = switch(ask, council.administrator, OFF)

    assert told.status_code == 400
    assert "administrator" in told.json()["detail"]


def test_scim_without_a_living_token_is_refused(client, council, secret):
    token = ApiToken.objects.get()

    def status(text: str) -> int:
        return client.get(USERS, headers={"authorization": text}).status_code

    good = status(f"Bearer {secret}")
    bad = [status(each) for each in ("", "Bearer ", "Bearer x", f"Basic {secret}")]
    actions.end_token(token=token, by=council.administrator.person, at=NOW)
    ended = client.get(USERS, headers={"authorization": f"Bearer {secret}"})

    assert (good, bad) == (200, [401] * 4)
    assert (ended.status_code, ended.json()["status"]) == (401, "401")


def test_scim_token_runs_out(client, council, secret):
    ApiToken.objects.update(expires_on="2026-01-01")

    answer = client.get(USERS, headers={"authorization": f"Bearer {secret}"})

    assert answer.status_code == 401


def test_scim_takes_few_queries_however_many_are_here(ask, council, django_assert_num_queries):
    ask("get")  # notes that the token was used today
    with django_assert_num_queries(4):
        ask("get")


KEYS = st.sampled_from(
    ["userName", "Operations", "op", "path", "value", "active", "name", "title"]
) | st.text(max_size=8)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=10,
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(body=ANYTHING, method=st.sampled_from(["post", "patch"]), raw=st.binary(max_size=20))
def test_scim_answers_whatever_is_sent(body, method, raw, ask, council):
    path = "" if method == "post" else f"/{council.auditor.public_id}"

    answers = [ask(method, path, body), ask(method, path, raw)]

    assert {each.status_code for each in answers} <= {200, 400}


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(max_size=30), start=st.text("-0123456789x", max_size=12))
def test_scim_list_answers_whatever_is_asked(text, start, ask):
    answer = ask("get", filter=text, startIndex=start)

    assert answer.status_code in {200, 400}
