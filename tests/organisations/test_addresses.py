import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mercat.organisations import addresses

AILSA = ("", "ailsa@strathbeg.example")
CALLUM = ("", "callum@strathbeg.example")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ailsa@strathbeg.example", [AILSA]),
        (" Ailsa@Strathbeg.Example \r\n\r\n", [AILSA]),
        ("ailsa@strathbeg.example\ncallum@strathbeg.example", [AILSA, CALLUM]),
        ("ailsa@strathbeg.example, callum@strathbeg.example;", [AILSA, CALLUM]),
        ("ailsa@strathbeg.example callum@strathbeg.example", [AILSA, CALLUM]),
        ("ailsa@strathbeg.example; AILSA@strathbeg.example", [AILSA]),
        ("mailto:ailsa@strathbeg.example", [AILSA]),
        ("<ailsa@strathbeg.example>", [AILSA]),
        ("Ailsa Rennie <ailsa@strathbeg.example>", [("Ailsa Rennie", AILSA[1])]),
        ("Rennie, Ailsa <ailsa@strathbeg.example>", [("Ailsa Rennie", AILSA[1])]),
        ('"Rennie, Ailsa" <ailsa@strathbeg.example>', [("Ailsa Rennie", AILSA[1])]),
        (
            "callum@strathbeg.example, Ailsa Rennie <ailsa@strathbeg.example>",
            [CALLUM, ("Ailsa Rennie", AILSA[1])],
        ),
        (
            "Ailsa Rennie <ailsa@strathbeg.example>, callum@strathbeg.example",
            [("Ailsa Rennie", AILSA[1]), CALLUM],
        ),
        ("ailsa", [("", "ailsa")]),
        ("", []),
        (" ;,\n<>", []),
    ],
)
def test_read(text, expected):
    assert addresses.read(text) == expected


@given(st.text())
def test_read_of_anything_gives_each_address_once_and_never_an_empty_one(text):
    found = [email for _, email in addresses.read(text)]

    assert len(found) == len(set(found))
    assert "" not in found


@pytest.mark.parametrize("letter", ["x", "<", ">", "@", ",", "<a", "a@b ", "<a>"])
def test_read_of_a_long_text_takes_no_time(letter):
    started = time.perf_counter()

    addresses.read(letter * 100_000)

    assert time.perf_counter() - started < 2
