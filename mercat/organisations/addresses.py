"""E-mail addresses out of a pasted list, with the names that stood beside them."""

import re
from collections.abc import Iterator

PIECE = re.compile(r"[\n;\t]")
ANGLES = re.compile(r"<([^<>]*)>")
BETWEEN = re.compile(r"[,\s]")


def read(text: str) -> list[tuple[str, str]]:
    """(name, e-mail) of each, once, in their order; what is no address comes back as it stood.

    "Rennie, Ailsa <Ailsa@strathbeg.example>; callum@strathbeg.example" gives
    ("Ailsa Rennie", "ailsa@strathbeg.example") and ("", "callum@strathbeg.example").
    """
    found: dict[str, str] = {}
    for piece in PIECE.split(text.replace("\r", "\n")):
        for name, email in _in_piece(piece):
            if email:
                found.setdefault(email, name)
    return [(name, email) for email, name in found.items()]


def _in_piece(piece: str) -> Iterator[tuple[str, str]]:
    *before, end = ANGLES.split(piece)  # text, address, text, address, …, text
    for text, email in zip(before[::2], before[1::2], strict=True):
        bare, name = _bare_and_name(text)
        yield from _bare(bare)
        yield _name(name), _email(email)
    yield from _bare(end)


def _bare_and_name(text: str) -> tuple[str, str]:
    """The name before an angle begins after the last bare address."""
    at = text.rfind("@")
    after = BETWEEN.search(text, at) if at >= 0 else None
    split = after.start() if after else len(text) if at >= 0 else 0
    return text[:split], text[split:]


def _bare(text: str) -> Iterator[tuple[str, str]]:
    for part in BETWEEN.split(text):
        yield "", _email(part)


def _email(text: str) -> str:
    return text.strip(" <>\"'").removeprefix("mailto:").lower()


def _name(text: str) -> str:
    """Outlook writes the family name first."""
    plain = text.strip(" ,\"'")
    family, comma, given = plain.partition(",")
    return f"{given.strip()} {family.strip()}"[:120] if comma else plain[:120]
