import json
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mercat.register.lifecycle import Status
from tests.api.openapi import faults
from tests.factories import OrganisationFactory
from tests.lookup.claims import claimed, published

PATH = "/api/v1/lookup"


@pytest.fixture
def document(client, db):
    return client.get("/api/v1/openapi.json").json()


def asked(client: Any, **query: str) -> Any:
    return client.get(PATH, query)


def described(document: dict[str, Any]) -> dict[str, Any]:
    answers = document["paths"][PATH]["get"]["responses"]
    schema: dict[str, Any] = answers["200"]["content"]["application/json"]["schema"]
    return schema


def test_openapi_describes_the_look_up(document):
    look_up = document["paths"][PATH]["get"]

    asks = [(each["name"], each["required"]) for each in look_up["parameters"]]
    assert next(iter(document["paths"])) == PATH
    assert (look_up["summary"], asks) == (
        "Is it official?",
        [("url", True), ("platform", False)],
    )


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("unconfirmed", [True, False])
def test_lookup_of_an_account_keeps_to_the_description(status, unconfirmed, client, document):
    organisation = OrganisationFactory(verified=True)
    account = claimed(organisation, status=status, unconfirmed=unconfirmed, passport="expired")

    answer = asked(client, url=account.url)

    assert (answer.status_code, faults(answer.json(), described(document), document)) == (200, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("facebook.com/stranger", ("not_registered", None)),
        ("faceb00k.com/strathbeg", ("lookalike", "lookalike")),
        ("facebook.com/strathbeg/posts/1", ("not_an_account", "post")),
        ("hello world", ("not_recognised", "not_a_url")),
        ("", ("not_recognised", "empty")),
        ("\0", ("not_recognised", "not_a_url")),
        ("x" * 100_000, ("not_recognised", "too_long")),
        ("https://social.strathbeg.scot/@ferries", ("not_registered", "maybe_fediverse")),
    ],
    ids=["stranger", "lookalike", "post", "nonsense", "empty", "nul", "long", "fediverse"],
)
def test_lookup_of_something_else_keeps_to_the_description(text, said, client, document):
    answer = asked(client, url=text)

    told = answer.json()
    assert (answer.status_code, faults(told, described(document), document)) == (200, [])
    assert (told["answer"], told["reason"], told["claims"]) == (*said, [])


def test_lookup_of_a_disputed_account_keeps_to_the_description(council, outside, client, document):
    for each, status in ((council, "active"), (outside, "false")):
        account = published(
            each.organisation, key="facebook:ferries", handle="ferries", status=status
        )

    told = asked(client, url=account.url).json()

    assert faults(told, described(document), document) == []
    assert told["answer"] == "disputed"
    assert [claim["answer"] for claim in told["claims"]] == ["official", "known_false"]


def test_lookup_of_what_nobody_confirmed_has_no_day(council, client, document):
    account = published(council.organisation, confirmed_at=None)

    told = asked(client, url=account.url).json()

    assert faults(told, described(document), document) == []
    assert told["claims"][0]["confirmed_on"] is None


def test_lookup_without_an_address_is_refused_in_json(client, db):
    answer = asked(client, platform="facebook")

    (fault,) = answer.json()["errors"]
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert fault["where"] == "query.url"


def test_lookup_is_open_to_pages_of_other_sites(client, db):
    answer = client.get(PATH, {"url": "x"}, headers={"origin": "https://www.strathbeg.example"})

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert dict(answer.cookies) == {}


def test_lookup_takes_a_name_with_its_platform(council, client):
    published(council.organisation, key="facebook:ferries", handle="ferries")

    answers = [
        asked(client, url="ferries", platform=platform).json()["answer"]
        for platform in ("facebook", "Facebook", "instagram")
    ]

    assert answers == ["official", "official", "not_registered"]


@pytest.mark.parametrize("platform", ["nothing", "\0", "<b>", "x" * 10_000])
def test_lookup_with_an_unknown_platform_asks_for_one(platform, client, document):
    told = asked(client, url="ferries", platform=platform).json()

    assert faults(told, described(document), document) == []
    assert (told["answer"], told["reason"]) == ("not_recognised", "needs_platform")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_lookup_by_another_method_is_not_taken(method, client, db):
    assert getattr(client, method)(PATH, {"url": "x"}).status_code == 405


@pytest.mark.parametrize("path", ["nothing", "lookup/nothing", "docs"])
def test_api_of_another_address_is_not_there(path, client, db):
    assert client.get(f"/api/v1/{path}").status_code == 404


def test_lookup_takes_few_queries(council, client, django_assert_num_queries):
    account = claimed(council.organisation, status="active", unconfirmed=True, passport="expired")

    with django_assert_num_queries(4):
        asked(client, url=account.url)


def test_lookup_tells_no_name_of_a_person(council, client):
    application = council.case("released", audience="CANARY", at=timezone.now())

    told = asked(client, url=application.passport.account.url).content.decode()

    assert [word for word in ("CANARY", "Applicant", "Colleague", "@") if word in told] == []
    assert json.loads(told)["answer"] == "official"


STARTS = ["", "https://", "facebook.com/", "@", "www.youtube.com/@", "x.com/", "linkedin.com/in/"]
TEXTS = st.tuples(st.sampled_from(STARTS), st.text(max_size=80)).map("".join)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=TEXTS, platform=st.one_of(st.just(""), st.just("facebook"), st.text(max_size=10)))
def test_lookup_of_any_text_keeps_to_the_description(text, platform, client, document):
    answer = asked(client, url=text, platform=platform)

    assert (answer.status_code, faults(answer.json(), described(document), document)) == (200, [])


def test_description_would_be_contradicted_by_another_answer(client, document):
    told = asked(client, url="facebook.com/stranger").json()

    contradictions = [
        faults({**told, "answer": "perhaps"}, described(document), document),
        faults({**told, "claims": [{"answer": "official"}]}, described(document), document),
        faults({**told, "reason": 1}, described(document), document),
        faults({**told, "secret": "x"}, described(document), document),
        faults({"answer": "official"}, described(document), document),
    ]

    assert [bool(each) for each in contradictions] == [True] * 5
