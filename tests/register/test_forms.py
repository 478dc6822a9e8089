import pytest
from hypothesis import given
from hypothesis import strategies as st

from mercat.register.forms.secrets import looks_like_password


@pytest.mark.parametrize(
    "text",
    [
        "Str4thb3g!2024",
        "password: hunter22",
        "The password is correcthorse",
        "pw=Lighthouse9",
        "In the vault. PIN: 4821",
        "Ferries#and#Roads1",
    ],
)
def test_password_is_seen(text):
    assert looks_like_password(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1Password",
        "1Password, folder Communications",
        "KeePass on drive G:",
        "https://vault.strathbeg.example/Communications?id=12",
        "libraries@strathbeg.example",
        "The password is kept in the safe",
        "Password manager: Bitwarden, collection Roads",
        "Hootsuite (contract C-2024/118)",
        "C-2024/118",
        "Password: kept by the duty officer",
    ],
)
def test_place_of_a_password_is_none(text):
    assert not looks_like_password(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_is_read(text):
    assert looks_like_password(text) in {True, False}


@given(st.lists(st.text(alphabet="abcdefghij", min_size=1, max_size=12), min_size=2, max_size=12))
def test_plain_words_are_no_password(words):
    assert not looks_like_password(" ".join(words))
