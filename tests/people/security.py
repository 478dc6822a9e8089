"""What the tests of sign-in do again and again."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from mercat.audit.models import Event
from mercat.people.models import Person
from tests.factories.models import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def sign_in(client: Client, email: str, password: str = PASSWORD, **changed: Any) -> Any:
    return client.post("/sign-in/", {"login": email, "password": password, **changed})


def signed_in(client: Client) -> Person | None:
    return Person.objects.filter(pk=client.session.get("_auth_user_id")).first()


def add_app(person: Person) -> list[str]:
    """Gives the person an app with SECRET; the recovery codes that come with it."""
    TOTP.activate(person, SECRET)
    codes: list[str] = RecoveryCodes.activate(person).generate_codes()
    return codes


def shown(*, later: int = 0, secret: str = SECRET) -> str:
    """What the app shows now, or so many half minutes later."""
    value: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))
    return value


def kinds(person: Person) -> list[str]:
    held = Authenticator.objects.filter(user=person)
    return sorted(held.values_list("type", flat=True))


def events() -> list[tuple[str, dict[str, Any]]]:
    found = Event.objects.filter(verb__startswith="people.").order_by("sequence")
    return list(found.values_list("verb", "facts"))
