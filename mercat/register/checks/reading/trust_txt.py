"""trust.txt: a publisher's own list of what belongs to it (journallist.net)."""

MOST = 5000


def accounts(text: str) -> list[str]:
    """The addresses behind `social=`."""
    return [value for name, value in _entries(text) if name == "social"]


def is_trust_txt(text: str) -> bool:
    """Many sites answer every address with a page; such a page has no entries."""
    return any(True for _ in _entries(text))


def _entries(text: str) -> list[tuple[str, str]]:
    found = []
    for line in text.splitlines()[:MOST]:
        name, equals, value = line.partition("=")
        name = name.strip().lower()
        if equals and name.isidentifier() and value.strip():
            found.append((name, value.strip()))
    return found
