"""Where allauth asks us: what it sends, what it says, what it keeps, and what goes on record."""

import base64
import secrets
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import languages, outbox, seal
from mercat.people import actions
from mercat.people.models import Person, SignIn

BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox/": "Firefox",
    "FxiOS": "Firefox",
    "Chrome/": "Chrome",
    "CriOS": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "CrOS": "a Chromebook",
    "Mac OS X": "a Mac",
    "Linux": "Linux",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "enter_current_password": _("This is not your password now."),
        "incorrect_code": _("This is not the code in the newest mail. Check it, or get another."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("Too many tries in a short time. Wait five minutes."),
        "rate_limited": _("Too many tries in a short time. Wait five minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people are invited by their organisation."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        # By the outbox, so that a mail server that is down is no error on the page. Sealed also
        # when there is no code, so that an unknown address is as much work as a known one.
        outbox.queue(
            f"people/{template_prefix.rpartition('/')[2]}",
            to=email,
            at=timezone.now(),
            language=languages.current(),  # of the page where they asked
            secret={"code": context.get("code", "")},
        )

    def login(self, request: HttpRequest, user: Person) -> None:
        method = "+".join(_methods(request, user))
        super().login(request, user)
        browser = browser_name(request.headers.get("User-Agent", ""))
        sign_in = actions.begin_sign_in(
            person=user, method=method, browser=browser, at=timezone.now()
        )
        request.session[SignIn.SESSION_KEY] = sign_in.pk

    def logout(self, request: HttpRequest) -> None:
        SignIn.objects.filter(pk=request.session.get(SignIn.SESSION_KEY, 0)).delete()
        super().logout(request)

    def set_password(self, user: Person, password: str) -> None:
        forgotten = not self.request.user.is_authenticated
        actions.change_password(
            person=user,
            password=password,
            forgotten=forgotten,
            but=self.request.session.get(SignIn.SESSION_KEY),
            at=timezone.now(),
        )
        self._delete_login_attempts_cached_email(self.request, email=user.email)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in a moment ago is not asked again."""
        records = get_authentication_records(self.request, self.request.user)
        if records and time.time() - records[-1]["at"] < REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or no longer. Enter the one shown now."),
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the site's own host, so that they work on every name below it."""
        asked: dict[str, str] = super().get_public_key_credential_rp_entity()
        below = asked["id"].endswith(f".{settings.SITE_HOST}")
        return {**asked, "id": settings.SITE_HOST if below else asked["id"]}

    def encrypt(self, text: str) -> str:
        """A copy of the database alone is no second step."""
        return seal.close({"secret": text})

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return str(seal.open_(encrypted_text)["secret"])
        except InvalidToken:  # SECRET_KEY was replaced: no code fits any more, and no page breaks
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _methods(request: HttpRequest, user: Person) -> list[str]:
    """How this sign-in was done, in order: password, code, totp, webauthn, recovery_codes."""
    records = get_authentication_records(request, user)
    return [record.get("type") or record["method"] for record in records]


def browser_name(user_agent: str) -> str:
    """Roughly, as people say it: "Firefox on Windows"."""
    browser = next(
        (name for mark, name in BROWSERS.items() if mark in user_agent), gettext("A browser")
    )
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser
