import pytest
from cryptography.fernet import InvalidToken

from mercat.common import seal

CONTENT = {"code": "K7TM2X", "name": "Mòrag"}


def test_seal_closed_and_opened_is_the_same():
    assert seal.open_(seal.close(CONTENT)) == CONTENT


def test_seal_closed_shows_nothing_and_never_looks_the_same():
    first, second = seal.close(CONTENT), seal.close(CONTENT)

    assert [word for word in ("code", "K7TM2X", "rag") if word in first] == []
    assert first != second


def test_seal_opened_with_another_key_is_refused(settings):
    sealed = seal.close(CONTENT)
    settings.SECRET_KEY = "another key"

    with pytest.raises(InvalidToken):
        seal.open_(sealed)


def test_seal_altered_is_refused():
    sealed = seal.close(CONTENT)
    altered = sealed[:20] + ("A" if sealed[20] != "A" else "B") + sealed[21:]

    with pytest.raises(InvalidToken):
        seal.open_(altered)
