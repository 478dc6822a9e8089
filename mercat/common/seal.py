"""Encryption of what a waiting mail may not show, with a key drawn from SECRET_KEY."""

import base64
import hashlib
import json
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings


def close(content: dict[str, Any]) -> str:
    return _box().encrypt(json.dumps(content).encode()).decode()


def open_(sealed: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(_box().decrypt(sealed.encode()))
    return content


def _box() -> Fernet:
    digest = hashlib.sha256(b"mercat outbox " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
