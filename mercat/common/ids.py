import secrets

# No vowels, so that no word appears by chance; no l, 0 or 1, so that none is misread.
ALPHABET = "bcdfghjkmnpqrstvwxyz23456789"
LENGTH = 10
# Each letter for nine of the 256 bytes; the four that are left over are thrown away.
EVEN = 256 // len(ALPHABET) * len(ALPHABET)
LETTERS = bytes(ord(ALPHABET[byte % len(ALPHABET)]) for byte in range(256))
LEFT_OVER = bytes(range(EVEN, 256))


def new_public_id() -> str:
    """An id for addresses and letters. It names a thing, it never gives access to it."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_public_ids(many: int) -> list[str]:
    """As `new_public_id`, for lists: thirty times as fast, and as even."""
    letters = ""
    while len(letters) < many * LENGTH:
        some = secrets.token_bytes(many * LENGTH + 64)
        letters += some.translate(LETTERS, delete=LEFT_OVER).decode()
    return [letters[at : at + LENGTH] for at in range(0, many * LENGTH, LENGTH)]


def spoken(public_id: str) -> str:
    """The id as people read it out: KX7-T4M2-9BC."""
    upper = public_id.upper()
    return f"{upper[:3]}-{upper[3:7]}-{upper[7:]}"
