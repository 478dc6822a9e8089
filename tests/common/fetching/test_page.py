import pytest
from hypothesis import given
from hypothesis.strategies import binary, text

from mercat.common.fetching import Page


def page(body: bytes, *, charset: str = "") -> Page:
    return Page("https://a.example/", "https://a.example/", True, "text/html", charset, body)


@pytest.mark.parametrize(
    ("body", "charset", "read"),
    [
        ("Sràid Mhòr".encode(), "", "Sràid Mhòr"),
        ("Sràid Mhòr".encode(), "utf-8", "Sràid Mhòr"),
        ("Sràid Mhòr".encode("latin1"), "iso-8859-1", "Sràid Mhòr"),
        ("it’s".encode("cp1252"), "ISO-8859-1", "it’s"),
        (b'<meta charset="windows-1252">\x92', "", '<meta charset="windows-1252">’'),
        (b"\xef\xbb\xbfhello", "iso-8859-1", "hello"),
        (b"hello\xff", "", "hello\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_text_is_read_as_the_server_or_the_page_says(body, charset, read):
    assert page(body, charset=charset).text == read


@pytest.mark.parametrize("charset", ["punycode", "idna", "undefined", "zlib", "rot13", "\0", "x"])
def test_charset_that_pages_do_not_use_is_not_believed(charset):
    assert page(b"hello", charset=charset).text == "hello"


@given(binary(max_size=300), text(max_size=20))
def test_text_of_any_bytes_never_fails(body, charset):
    assert isinstance(page(body, charset=charset).text, str)
