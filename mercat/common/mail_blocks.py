"""A mail's plain text as the blocks of its HTML part: paragraphs, and one button."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

BUTTON = re.compile(r"(?P<label>[^\n]+):\n(?P<url>https?://\S+)")


@dataclass(frozen=True, slots=True)
class Block:
    text: str
    url: str = ""  # of a button


def blocks(body: str) -> Iterator[Block]:
    for paragraph in re.split(r"\n\s*\n", body.strip()):
        button = BUTTON.fullmatch(paragraph.strip())
        if button:
            yield Block(button["label"], button["url"])
        elif paragraph.strip():
            yield Block(paragraph.strip())
