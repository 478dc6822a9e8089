"""The demo's letter box: a real SMTP server on this machine that keeps what it gets in files."""

import email
import email.policy
import re
import time
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from django.conf import settings

NAME = re.compile(r"[0-9]+-[0-9]+\.eml")


def folder() -> Path:
    kept = Path(settings.VAR) / "letter-box"
    kept.mkdir(parents=True, exist_ok=True)
    return kept


class Catcher:
    """What aiosmtpd calls for each mail."""

    count = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.count += 1
        name = f"{time.time_ns()}-{self.count}.eml"
        (folder() / name).write_bytes(envelope.content)
        return "250 Kept"


@dataclass(frozen=True, slots=True)
class Letter:
    name: str
    to: str
    subject: str
    text: str


def letters(most: int = 50) -> list[Letter]:
    """The newest first."""
    names = sorted((file.name for file in folder().glob("*.eml")), reverse=True)
    return [_read(folder() / name) for name in names[:most]]


def letter(name: str) -> Letter | None:
    file = folder() / name
    return _read(file) if NAME.fullmatch(name) and file.is_file() else None


def _read(file: Path) -> Letter:
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # what the default policy makes  # noqa: S101
    body = message.get_body(("plain",))
    return Letter(
        name=file.name,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text=body.get_content() if body else "",
    )
