"""Who may ask what: scope × address × own or another organisation."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from mercat.api.private import TOKENS
from mercat.config import reference
from mercat.organisations import actions
from mercat.organisations.models import ApiToken
from tests.api.programs import PRIVATE, Program, program
from tests.lookup.claims import published

Scope = ApiToken.Scope
BODIES: dict[str, Any] = {
    "POST /applications": {"answers": {}},
    "PATCH /applications/{application_id}": {"answers": {}},
    "POST /applications/{application_id}/steps": {"action": "withdraw"},
}


@pytest.fixture
def document(client, db):
    return client.get("/api/v1/openapi.json").json()


@pytest.fixture
def ids(council):
    application = council.case("released")
    council.case("submitted")
    return {
        "account_id": published(council.organisation, name="CANARY").public_id,
        "application_id": application.public_id,
        "passport_id": application.passport.public_id,
    }


def addresses(document: dict[str, Any]) -> dict[str, tuple[str, str, Scope]]:
    """Method, address and scope of everything that wants a token."""
    found = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            for scheme in operation.get("security", []):
                (name,) = scheme
                short = path.removeprefix(PRIVATE)
                found[f"{method.upper()} {short}"] = (method, short, TOKENS[name].scope)
    return found


def through(asker: Program, document: dict[str, Any], ids: dict[str, str]) -> dict[str, Any]:
    """What each address answers; whatever came of it is undone."""
    answers = {}
    for name, (method, path, _) in addresses(document).items():
        with transaction.atomic():
            answers[name] = asker.ask(method, path.format(**ids), BODIES.get(name))
            transaction.set_rollback(True)
    return answers


def test_every_address_but_the_public_ones_wants_a_token(document):
    private = {
        f"{method.upper()} {path.removeprefix(PRIVATE)}"
        for path, operations in document["paths"].items()
        for method in operations
        if path.startswith(PRIVATE)
    }

    assert set(addresses(document)) == private
    assert len(private) == 17


@pytest.mark.parametrize("scope", Scope)
def test_scope_opens_what_the_table_says_and_nothing_else(scope, council, document, ids):
    asker = program(council, council.applicant, scopes=[scope])

    found = through(asker, document, ids)

    opened = {name for name, answer in found.items() if answer.status_code != 403}
    assert opened == {
        name for name, (_, _, wanted) in addresses(document).items() if wanted == scope
    }
    assert {answer.status_code for answer in found.values()} <= {200, 201, 403, 409}
    page = reference.permissions_page()
    named = [name for name in opened if not name.startswith("HEAD ")]  # as GET
    assert [name for name in named if f"`{name.replace(' ', f' {PRIVATE}')}`" not in page] == []


def test_another_organisation_finds_nothing_of_ours(council, outside, document, ids):
    asker = program(outside, outside.chair)

    found = through(asker, document, ids)

    of_one = {name: answer.status_code for name, answer in found.items() if "{" in name}
    lists = [found[f"GET /{name}"].json() for name in ("accounts", "applications", "passports")]
    assert of_one == dict.fromkeys(of_one, 404)
    assert lists == [{"items": [], "next": None}] * 3


def test_what_is_not_there_answers_as_what_is_elsewhere(council, outside, document, ids):
    asker = program(outside, outside.chair)
    elsewhere = through(asker, document, ids)
    nowhere = through(asker, document, dict.fromkeys(ids, "bcdfghjkmn"))

    assert {n: a.content for n, a in elsewhere.items() if "{" in n} == {
        n: a.content for n, a in nowhere.items() if "{" in n
    }


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer x", "Basic x", "Bearer \udcff"])
def test_no_token_is_refused(header, client, document, ids):
    for method, path, _ in addresses(document).values():
        ask = getattr(client, method)

        answer = ask(PRIVATE + path.format(**ids), headers={"authorization": header})

        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="Mercat"')
        assert answer["Content-Type"] == "application/problem+json"


def test_token_that_ended_or_ran_out_is_refused(council):
    ended, old = program(council), program(council)
    actions.end_token(token=ended.token, by=council.administrator.person, at=timezone.now())
    ApiToken.objects.filter(pk=old.token.pk).update(expires_on="2026-01-01")

    assert [each.get("/accounts").status_code for each in (ended, old)] == [401, 401]


def test_token_says_on_which_day_it_was_used_last(council):
    asker = program(council)
    asker.get("/accounts")

    asker.token.refresh_from_db()

    assert asker.token.used_on == council.organisation.day(timezone.now())


def test_program_acts_for_nobody_who_does_not_allow_it(council, outside):
    asker = program(council, council.clerk)
    others = ["", "nobody@strathbeg.example", council.chair.person.email, "\0", "a@b"]
    others += [outside.clerk.person.email]

    answers = []
    for each in others:
        asker.acts_for = each
        answers.append(asker.get("/applications"))

    assert {each.status_code for each in answers} == {403}
    assert len({each.content for each in answers}) == 1


def test_program_acts_for_nobody_who_stopped_it_or_left(council):
    at = timezone.now()
    clerk, chair = program(council, council.clerk), program(council, council.chair)
    before = [each.get("/applications").status_code for each in (clerk, chair)]
    actions.stop_program(token=clerk.token, by=council.clerk, at=at)
    actions.end_membership(membership=council.chair, by=None, at=at)
    after = [each.get("/applications").status_code for each in (clerk, chair)]
    actions.resume_membership(membership=council.chair, by=None, at=at + timedelta(days=1))

    assert (before, after) == ([200, 200], [403, 403])
    assert chair.get("/applications").status_code == 403


def test_too_many_requests_are_told_to_wait(council, settings, client):
    settings.API_RATE_LIMITS = {"token": 2, "refused": 2}
    cache.clear()
    asker, other = program(council), program(council)

    asked = [asker.get("/accounts").status_code for _ in range(3)]
    unknown = [client.get(f"{PRIVATE}/accounts").status_code for _ in range(1)]
    wrong = {"authorization": "Bearer x"}
    refused = [client.get(f"{PRIVATE}/accounts", headers=wrong).status_code for _ in range(3)]

    assert (asked, unknown, refused) == ([200, 200, 429], [401], [401, 401, 429])
    assert other.get("/accounts").status_code == 200


def test_private_answers_are_kept_by_nobody_on_the_way(council):
    answer = program(council).get("/accounts")

    assert answer["Cache-Control"] == "no-store"
    assert [name for name in answer.headers if name.startswith("Access-Control")] == []
    assert "ETag" not in answer
