"""A mail's plain text as the blocks of its HTML part: paragraphs, and one button."""

import re
from dataclasses import dataclass

BUTTON = re.compile(r"(?P<label>[^\n]+):\n(?P<url>https?://\S+)")


@dataclass(frozen=True, slots=True)
class Block:
    text: str
    url: str = ""  # of a button


def blocks(body: str) -> list[Block]:
    """Only the last label with an address is the button: ours stands below what people wrote."""
    found = [Block(each.strip()) for each in re.split(r"\n\s*\n", body.strip()) if each.strip()]
    for place in range(len(found) - 1, -1, -1):
        if button := BUTTON.fullmatch(found[place].text):
            found[place] = Block(button["label"], button["url"])
            break
    return found
