"""The register says where a secret is kept, never what it is."""

import re

from django.utils.translation import gettext_lazy as _

from mercat.common.forms import ValidationError

SENTENCE = _(
    "This looks like a password. Write where it is kept and who can get at it, never the "
    "password itself: many people read this page."
)
NAMED = re.compile(
    r"\b(?:password|passphrase|pass ?word|passcode|pwd|pw|pin|secret|recovery codes?|token)\b"
    r"\s*(?:is\s*:?|:|=)\s*(?P<said>\S{4,})",
    re.IGNORECASE,
)
# "The password is kept in the vault": what follows is plain speech.
SPEECH = re.compile(
    r"(?:kept|held|stored|known|saved|with|behind|under|shared|only|never|managed|changed|not|the"
    r"|our|where|written|locked)\b",
    re.IGNORECASE,
)
TOOLS = ("1password", "lastpass", "bitwarden", "keepass", "keepassxc", "dashlane", "nordpass")
SHORTEST = 8
CLASSES = (r"[a-z]", r"[A-Z]", r"\d", r"[^\w\s.@/:-]")
ENOUGH = 3


def looks_like_password(text: str) -> bool:
    named = (found["said"] for found in NAMED.finditer(text))
    return any(not SPEECH.match(said) for said in named) or _is_one(text.strip())


def _is_one(text: str) -> bool:
    """A single word that mixes kinds of letters, as chosen passwords do."""
    if len(text) < SHORTEST or re.search(r"\s|://|@.+\.", text):
        return False
    if text.lower().strip(".,;") in TOOLS:
        return False
    return sum(bool(re.search(each, text)) for each in CLASSES) >= ENOUGH


def refuse_password(text: str) -> None:
    """A validator of fields."""
    if looks_like_password(text):
        raise ValidationError(SENTENCE)
