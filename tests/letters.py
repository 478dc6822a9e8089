"""What the tests' SMTP server caught."""

import email
import email.policy
import re
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any


@dataclass
class LetterBox:
    messages: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 Kept"

    def to(self, address: str) -> list[EmailMessage]:
        return [message for message in self.messages if message["To"] == address]


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body
    text: str = body.get_content()
    return text


def link_in(message: EmailMessage) -> str:
    found = re.search(r"^https?://\S+", text_of(message), re.MULTILINE)
    assert found, text_of(message)
    return found[0]
