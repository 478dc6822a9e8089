"""What the tests of sign-in do again and again."""

import json
import secrets
import time
from hashlib import sha256
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

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


class Device:
    """A passkey in software: it signs for one site, as WebAuthn says, under one origin."""

    def __init__(self, host: str, *, origin: str = "") -> None:
        self.host, self.origin = host, origin or f"https://{host}"
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.user = b""

    def made(self, options: dict[str, Any]) -> str:
        """The credential for `navigator.credentials.create`, as the page sends it."""
        asked = options["publicKey"]
        self.user = websafe_decode(asked["user"]["id"])
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        held = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        proof = {"fmt": "none", "attStmt": {}, "authData": self._data(0x45) + held}
        said = self._said("webauthn.create", asked["challenge"])
        return self._sent(
            clientDataJSON=said, attestationObject=cbor.encode(proof), transports=["internal"]
        )

    def used(self, options: dict[str, Any]) -> str:
        """The credential for `navigator.credentials.get`."""
        said = self._said("webauthn.get", options["publicKey"]["challenge"])
        data = self._data(0x05)
        signature = self.key.sign(data + sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._sent(
            clientDataJSON=said, authenticatorData=data, signature=signature, userHandle=self.user
        )

    def _data(self, flags: int) -> bytes:
        """Somebody was there (1) and was known to it (4); a new key comes with it (0x40)."""
        return sha256(self.host.encode()).digest() + bytes([flags]) + bytes(4)

    def _said(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _sent(self, **response: Any) -> str:
        said = {
            name: websafe_encode(value) if isinstance(value, bytes) else value
            for name, value in response.items()
        }
        own = websafe_encode(self.id)
        sent = {"id": own, "rawId": own, "type": "public-key", "response": said}
        return json.dumps({**sent, "clientExtensionResults": {}})
