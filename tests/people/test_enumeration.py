"""Nobody learns from these pages who has an account: same words, same status, same work."""

import re
from dataclasses import dataclass

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mercat.common.models import OutboxMail
from tests.pages import PageClient
from tests.people.security import add_app

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"|data-options="[^"]+"')
KNOWN, UNKNOWN = "ailsa@strathbeg.example", "nobody@strathbeg.example"
WRONG = "not the password at all"


@dataclass
class Work:
    hashes: int
    queries: list[str]
    mails: int


@pytest.fixture(params=["usual", "no password", "left", "second step"])
def somebody(request, ailsa):
    """Whatever is the matter with the one who is known, nothing shows."""
    if request.param == "no password":
        ailsa.set_unusable_password()
    ailsa.is_active = request.param != "left"
    ailsa.save()
    if request.param == "second step":
        add_app(ailsa)
    return ailsa


@pytest.fixture
def count(monkeypatch):
    """Does something and says how much work it was."""
    hasher = type(hashers.get_hasher())
    hashed = []
    encode = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda *a, **k: hashed.append(1) or encode(*a, **k))

    def do(what):
        hashed.clear()
        mails = OutboxMail.objects.count()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answers = what()
        kinds = [re.sub(r"'[^']*'|\d+", "", each["sql"])[:60] for each in queries]
        return answers, Work(len(hashed), sorted(kinds), OutboxMail.objects.count() - mails)

    return do


def seen(response):
    """Everything a stranger can tell, but for tokens and the address typed."""
    headers = {k: v for k, v in response.headers.items() if k not in {"Content-Length", "Expires"}}
    content = TOKEN.sub(b"", response.content)
    for email in (KNOWN, UNKNOWN):
        content = content.replace(email.encode(), b"")
    cookies = sorted(response.cookies)
    return response.status_code, headers, cookies, content


def walk(email, path, typed, *, then=()):
    client = PageClient()
    client.get(path)
    answers = [client.post(path, dict.fromkeys(("login", "email"), email) | typed)]
    for address, more in then:
        answers.append(client.get(address))
        answers.append(client.post(address, more))
    return [seen(answer) for answer in answers]


WALKS = {
    "password": ("/sign-in/", {"password": WRONG}, ()),
    "code": ("/sign-in/code/", {}, [("/sign-in/code/confirm/", {"code": "WRONG1"})] * 3),
    "new password": (
        "/sign-in/password/",
        {},
        [("/sign-in/password/code/", {"code": "WRONG1"})] * 3,
    ),
}


@pytest.mark.parametrize("name", WALKS)
def test_known_and_unknown_address_cannot_be_told_apart(somebody, count, name):
    path, typed, then = WALKS[name]

    known, known_work = count(lambda: walk(KNOWN, path, typed, then=then))
    unknown, unknown_work = count(lambda: walk(UNKNOWN, path, typed, then=then))

    assert known == unknown
    assert known_work.hashes == unknown_work.hashes
    assert known_work.mails == unknown_work.mails
    assert known_work.queries == unknown_work.queries


def test_wrong_password_is_hashed_once_whoever_it_is(somebody, count):
    _, known = count(lambda: walk(KNOWN, "/sign-in/", {"password": WRONG}))
    _, unknown = count(lambda: walk(UNKNOWN, "/sign-in/", {"password": WRONG}))

    assert (known.hashes, unknown.hashes) == (1, 1)


@pytest.mark.parametrize("path", ["/sign-in/code/", "/sign-in/password/"])
def test_mail_to_an_unknown_address_is_sealed_like_the_other(ailsa, client, path):
    for email in (KNOWN, UNKNOWN):
        PageClient().post(path, {"email": email})

    mails = list(OutboxMail.objects.order_by("pk"))
    assert [mail.to for mail in mails] == [KNOWN, UNKNOWN]
    assert all(mail.sealed for mail in mails)
    assert mails[1].purpose == "people/unknown_account"


def test_passkey_sign_in_offers_the_same_to_everybody(ailsa, client):
    answers = [
        client.get("/sign-in/passkey/", {"login": email}, headers={"Accept": "application/json"})
        for email in (KNOWN, UNKNOWN)
    ]

    first, second = (answer.json()["request_options"]["publicKey"] for answer in answers)
    assert {**first, "challenge": ""} == {**second, "challenge": ""}
    assert first.get("allowCredentials", []) == []
