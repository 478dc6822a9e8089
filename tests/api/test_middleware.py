"""What holds for every answer of the API."""

import gzip
from datetime import timedelta

import pytest
from django.middleware.gzip import GZipMiddleware
from django.utils import timezone

from mercat.register.models import PublicChange
from tests.lookup.claims import published

V1 = "/api/v1"
KIND = "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/nothing", 404),
        ("get", "/", 404),
        ("get", "/accounts/nobody", 404),
        ("get", "/accounts/a%00b", 404),
        ("post", "/accounts", 405),
        ("delete", "/lookup?url=x", 405),
        ("get", "/lookup", 422),
        ("get", "/changes?since=x", 422),
    ],
)
def test_errors_are_problem_details(method, path, status, client, db):
    answer = getattr(client, method)(V1 + path)

    told = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (status, KIND)
    assert (sorted(told), told["status"]) == (["detail", "errors", "status", "title"], status)
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_error_of_a_wrong_host_is_problem_details_too(client, db):
    answer = client.get(f"{V1}/accounts", headers={"host": "elsewhere.example"})

    assert (answer.status_code, answer["Content-Type"]) == (400, KIND)


def test_405_says_what_is_allowed(client, db):
    assert client.post(f"{V1}/accounts")["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("packed", ["identity", "gzip"])
def test_head_is_answered_as_get_without_a_body(packed, client, council, monkeypatch):
    # Random bytes in what is packed decide whether a short answer is worth packing at all.
    monkeypatch.setattr(GZipMiddleware, "max_random_bytes", 0)
    account = published(council.organisation)
    # What just changed is dated by the minute that is asked, and one may end in between.
    PublicChange.objects.update(at=timezone.now() - timedelta(days=1))
    paths = [
        f"/lookup?url={account.url}",
        "/lookup",
        "/accounts",
        f"/accounts/{account.public_id}",
        "/accounts/nobody",
        "/organisations/strathbeg/departments",
        "/changes?since=2020-01-01T00:00:00Z",
        "/openapi.json",
        "/private/accounts",
        "/nothing",
    ]
    headers = {"accept-encoding": packed}
    for path in paths:
        get, head = (ask(V1 + path, headers=headers) for ask in (client.get, client.head))

        told = [dict(each.headers) for each in (get, head)]
        length = told[1].pop("Content-Length")
        told[0].pop("Content-Length", None)
        assert (path, head.status_code, head.content) == (path, get.status_code, b"")
        assert int(length) == len(get.content)
        assert told[0] == told[1]


def test_head_is_told_what_it_has(client, council):
    tag = client.get(f"{V1}/accounts")["ETag"]

    answer = client.head(f"{V1}/accounts", headers={"if-none-match": tag})

    assert (answer.status_code, answer["ETag"]) == (304, tag)


def test_head_does_nothing_that_takes_a_post(client, db):
    answer = client.head(f"{V1}/private/applications/bcdfghjkmn/steps")

    assert (answer.status_code, answer.content) == (405, b"")


def test_who_has_it_is_not_sent_it_again(client, council):
    account = published(council.organisation)
    for path in (f"/accounts/{account.public_id}", "/accounts", "/openapi.json"):
        tag = client.get(V1 + path)["ETag"]

        again = client.get(V1 + path, headers={"if-none-match": tag})

        assert (path, again.status_code, again.content) == (path, 304, b"")


def test_what_changed_is_sent_again(client, council):
    tag = client.get(f"{V1}/accounts")["ETag"]
    published(council.organisation)

    assert client.get(f"{V1}/accounts", headers={"if-none-match": tag}).status_code == 200


def test_answers_are_packed_for_who_can_unpack(client, db):
    plain = client.get(f"{V1}/openapi.json")
    packed = client.get(f"{V1}/openapi.json", headers={"accept-encoding": "gzip"})

    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content


def test_pages_of_other_sites_may_ask_beforehand(client, db):
    answer = client.options(
        f"{V1}/accounts",
        headers={"origin": "https://elsewhere.example", "access-control-request-method": "GET"},
    )

    assert (answer.status_code, answer["Access-Control-Allow-Methods"]) == (204, "GET, HEAD")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer


def test_other_addresses_are_left_alone(client, db):
    answer = client.get("/nothing")

    assert (answer.status_code, "Access-Control-Allow-Origin" in answer) == (404, False)
    assert answer["Content-Type"].startswith("text/html")
