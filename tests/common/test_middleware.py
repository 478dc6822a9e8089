import pytest
from django.db import connections
from django.urls import reverse

from mercat.common.refusals import Refused

TOKEN = "s3cr3t-token-of-a-link-that-acts"


def logged(caplog):
    return [record.args[:3] for record in caplog.records if record.name == "mercat.request"]


@pytest.fixture(autouse=True)
def _listening(caplog):
    caplog.set_level("DEBUG")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("/healthz", ("GET", "healthz", 200)),
        ("/lookup/?q=facebook.com/StrathbegRoads", ("GET", "lookup/", 200)),
        (
            f"/passports/manager-view/{TOKEN}/",
            ("GET", "passports/manager-view/<str:token>/", 410),
        ),
        ("/nowhere/?q=StrathbegRoads", ("GET", "(no route)", 404)),
        ("/nowhere", ("GET", "(no route)", 404)),
    ],
)
def test_request_log_says_the_route_alone(db, client, caplog, path, line):
    client.get(path)

    assert logged(caplog) == [line]
    assert [word for word in (TOKEN, "StrathbegRoads") if word in caplog.text] == []


def test_request_log_of_a_post_says_no_token(db, client, caplog):
    client.post(f"/passports/manager-view/{TOKEN}/?from={TOKEN}", {"view": TOKEN})

    assert logged(caplog) == [("POST", "passports/manager-view/<str:token>/", 410)]
    assert TOKEN not in caplog.text


def test_request_log_ends_with_the_time_it_took(db, client, caplog):
    client.get("/healthz")

    (record,) = [each for each in caplog.records if each.name == "mercat.request"]
    method, route, status, took = record.args
    assert record.getMessage() == f"{method} /{route} {status} {took:.0f} ms"
    assert 0 < took < 10_000


def test_error_is_logged_with_its_route_and_trace(client, caplog, monkeypatch):
    monkeypatch.setattr(connections["default"], "cursor", None)
    client.raise_request_exception = False

    answer = client.get("/readyz?q=secret")

    assert answer.status_code == 500
    record = next(each for each in caplog.records if each.levelname == "ERROR")
    assert record.getMessage() == "GET /readyz failed"
    assert record.exc_info
    assert "secret" not in caplog.text


def test_refusal_is_not_logged_as_an_error(client, council, caplog):
    council.sign_in(client, "member")

    client.get("/passports/held/")

    assert [each for each in caplog.records if each.levelname == "ERROR"] == []


def test_refusal_that_no_page_expected_is_a_page_with_its_sentence(council, client, monkeypatch):
    def refuse(**given):
        raise Refused("Somebody made it a moment ago.")

    monkeypatch.setattr("mercat.people.actions.end_other_sign_ins", refuse)
    council.sign_in(client, "applicant")

    answer = client.post(reverse("people_end_other_sign_ins"))

    assert answer.status_code == 409
    assert "Somebody made it a moment ago." in answer.content.decode()
