"""What differs between two texts, word by word; components/pieces.html shows it."""

import re
from difflib import SequenceMatcher

PIECES = re.compile(r"\s+|\w+|[^\w\s]")
MOST_PIECES = 3000  # above it the whole text counts as rewritten, so that no page waits


def pieces(older: str, newer: str) -> list[tuple[str, str]]:
    """The text in pieces, each `same`, `removed` or `added`; a changed word changes whole."""
    before, after = PIECES.findall(older), PIECES.findall(newer)
    if len(before) + len(after) > MOST_PIECES:
        return _present([("removed", older), ("added", newer)])
    found = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", "".join(before[i:j])))
        else:
            found += [("removed", "".join(before[i:j])), ("added", "".join(after[k:m]))]
    return _present(found)


def _present(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(kind, text) for kind, text in found if text]
