"""Here the limits of the real site hold; elsewhere in the tests they are off."""

import pytest
from django.core.cache import cache

from mercat.config import settings as real
from tests.factories.models import PASSWORD
from tests.people.security import add_app, shown, sign_in, signed_in


@pytest.fixture(autouse=True)
def limits(settings, db):
    settings.ACCOUNT_RATE_LIMITS = real.ACCOUNT_RATE_LIMITS
    cache.clear()
    yield
    cache.clear()


def test_sixth_wrong_password_within_five_minutes_is_not_looked_at(ailsa, client):
    for _ in range(5):
        sign_in(client, ailsa.email, "wrong")

    response = sign_in(client, ailsa.email, PASSWORD)

    assert response.context["form"].errors == {
        "__all__": ["Too many tries in a short time. Wait five minutes."]
    }
    assert signed_in(client) is None


def test_unknown_address_is_limited_with_the_same_words(ailsa, client):
    answers = [
        [sign_in(client, email, "wrong").context["form"].errors for _ in range(6)]
        for email in (ailsa.email, "nobody@strathbeg.example")
    ]

    assert answers[0] == answers[1]


def test_right_passwords_of_many_at_one_address_are_not_limited(council, client):
    for _ in range(3):
        for part in council.members:
            sign_in(client, f"{part}@strathbeg.example")
            assert signed_in(client)
            client.post("/sign-out/")


def test_fourth_mail_for_a_password_within_a_minute_is_429(ailsa, client):
    answers = [client.post("/sign-in/password/", {"email": ailsa.email}) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "<h1>Please wait a moment</h1>" in answers[-1].content.decode()


def test_fourth_code_within_a_minute_is_refused_whoever_asks(ailsa, client):
    for email in (ailsa.email, "nobody@strathbeg.example"):
        for _ in range(3):
            client.post("/sign-in/code/", {"email": email})
            client.post("/sign-out/")

        response = client.post("/sign-in/code/", {"email": email})

        assert response.context["form"].errors == {
            "email": ["Too many tries in a short time. Wait five minutes."]
        }


def test_sixth_wrong_second_step_is_not_looked_at(ailsa, client):
    add_app(ailsa)
    sign_in(client, ailsa.email)
    for _ in range(5):
        client.post("/sign-in/second-step/", {"code": "000000"})

    client.post("/sign-in/second-step/", {"code": shown()})

    assert signed_in(client) is None


def test_many_requests_from_one_address_are_429(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}

    answers = [sign_in(client, "x@y.example").status_code for _ in range(3)]

    assert answers == [200, 200, 429]
