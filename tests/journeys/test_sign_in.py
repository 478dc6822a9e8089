"""A panel member guards their sign-in twice, loses the phone, and goes on with a passkey."""

import time
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.factories.models import PASSWORD

pytestmark = pytest.mark.journey
EMAIL = "panel_member@strathbeg.example"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def second_factor_wanted(settings):
    settings.SECOND_FACTOR_FOR = ["panel_member"]


def shown_by_the_app(secret, *, later=0):
    return format_hotp_value(hotp_value(secret.replace(" ", ""), int(time.time()) // 30 + later))


@pytest.mark.parametrize("width", [1280, pytest.param(320, marks=pytest.mark.look)])
def test_sign_in_with_a_second_step(walk, council, second_factor_wanted, width):
    person = walk(width=width)
    secret = adds_an_app(person)
    code = keeps_recovery_codes(person)
    signs_in_with_the_app(person, secret)
    loses_the_phone(person, code)
    adds_a_passkey(person)
    signs_in_with_the_passkey(person)
    sees_where(person)


def adds_an_app(person):
    person.sign_in(EMAIL, PASSWORD)
    assert person.heading() == "Before you go on: a second step"
    person.go("/passports/")
    assert person.heading() == "Before you go on: a second step"
    person.page.get_by_role("button", name="Add an app").click()
    person.look()
    person.page.get_by_text("You cannot scan it?").click()
    secret = person.page.locator(".govuk-details__text").inner_text().split(":")[1].strip()
    digits = "The six digits that the app shows now"
    person.type(digits, "000000")
    person.press("Add the app")
    person.page.get_by_text("You cannot scan it?").click()
    assert person.page.locator(".govuk-details__text").inner_text().endswith(secret)
    person.sees("This code is not right, or no longer")
    person.type(digits, shown_by_the_app(secret))
    person.press("Add the app")
    return secret


def keeps_recovery_codes(person):
    assert person.heading() == "Your recovery codes"
    codes = person.page.locator("code").all_inner_texts()
    assert len(codes) == 10
    person.page.get_by_role("button", name="I have kept them: go to your work").click()
    person.look()
    assert person.heading() == "Your work"
    return codes[0]


def gives_the_password(person):
    person.sign_in(EMAIL, PASSWORD)
    assert person.heading() == "The second step"


def signs_in_with_the_app(person, secret):
    gives_the_password(person)
    person.type("Code", "12345")
    person.press("Sign in")
    person.sees("This code is not right, or no longer")
    person.type("Code", shown_by_the_app(secret, later=1))
    person.press("Sign in")
    assert person.heading() == "Your work"


def loses_the_phone(person, code):
    gives_the_password(person)
    person.type("Code", code)
    person.press("Sign in")
    assert person.heading() == "Your work"
    person.go("/people/security/")
    person.sees("You have 9 left")


def adds_a_passkey(person):
    tools = person.page.context.new_cdp_session(person.page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    person.follow("Add a passkey")
    person.type("A name for it", "Work laptop")
    uses_the_device(person, "Add the passkey", then="/people/security/")
    person.sees("Work laptop")
    person.sees("not yet")


def uses_the_device(person, button, *, then):
    person.page.get_by_role("button", name=button).click()
    person.page.wait_for_url(lambda address: urlsplit(address).path == then)
    person.look()


def signs_in_with_the_passkey(person):
    person.page.context.clear_cookies()
    person.go("/sign-in/?next=/passports/")
    uses_the_device(person, "Sign in with a passkey", then="/passports/")
    gives_the_password(person)
    uses_the_device(person, "Use your passkey", then="/dashboard/")


def sees_where(person):
    person.go("/people/security/")
    person.follow("See where, and sign out elsewhere")
    person.sees("This one")
    person.press("Sign out everywhere else")
    person.sees("You are signed out everywhere else.")
    person.go("/sign-out/")
