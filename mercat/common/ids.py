import secrets

# No vowels, so that no word appears by chance; no l, 0 or 1, so that none is misread.
ALPHABET = "bcdfghjkmnpqrstvwxyz23456789"
LENGTH = 10


def new_public_id() -> str:
    """An id for addresses and letters. It names a thing, it never gives access to it."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def spoken(public_id: str) -> str:
    """The id as people read it out: KX7-T4M2-9BC."""
    upper = public_id.upper()
    return f"{upper[:3]}-{upper[3:7]}-{upper[7:]}"
