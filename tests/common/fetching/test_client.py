"""The guarded client against real servers on this machine: DNS, http and https."""

import gzip
import socket
import threading
import time
import zlib

import pytest
from hypothesis import given
from hypothesis.strategies import text

from mercat.common.fetching import HTML, NotFetched, Reason, fetch, txt

HERE = "https://strathbeg.example/"
BOMB = gzip.compress(bytes(20_000_000), mtime=0)
LONG_HEADERS = b"a: b\r\n" * 20_000
INSIDE = {
    "A": ["127.0.0.2", "10.0.0.1", "169.254.169.254"],
    "AAAA": ["::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::"],
}


def why(url: str = HERE, **arguments: object) -> Reason:
    with pytest.raises(NotFetched) as caught:
        fetch(url, **arguments)
    assert str(caught.value).endswith(".")
    return caught.value.reason


def test_fetch_gives_the_page(web):
    web.page(HERE, "<p>Fàilte</p>")

    page = fetch(HERE + "#part", accept=HTML)

    assert (page.url, page.text, page.content_type) == (HERE, "<p>Fàilte</p>", "text/html")
    assert (page.was_redirected, page.moved_for_ever) == (True, True)


def test_fetch_says_who_asks_and_nothing_else(web, settings):
    web.page("http://strathbeg.example/a?b=c", Set_Cookie="a=b")

    fetch("http://strathbeg.example/a?b=c")
    fetch("http://strathbeg.example/a?b=c")

    assert web.asked[1].headers == {
        "Host": "strathbeg.example",
        "User-Agent": f"Mercat (+{settings.SITE_URL})",
        "Accept": "*/*;q=0.1",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def test_fetch_asks_no_proxy_of_the_environment(web, monkeypatch):
    web.page(HERE, "here")
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "HTTP_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    assert fetch(HERE).text == "here"


def test_fetch_when_switched_off_asks_nothing(web, settings):
    settings.OUTGOING_REQUESTS = False
    web.page(HERE)

    assert why() == Reason.SWITCHED_OFF
    with pytest.raises(NotFetched):
        txt("strathbeg.example")
    assert (web.asked, web.names_asked) == ([], [])


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", Reason.ADDRESS),
        ("strathbeg.example", Reason.ADDRESS),
        ("/here", Reason.ADDRESS),
        ("file:///etc/passwd", Reason.ADDRESS),
        ("ftp://strathbeg.example/", Reason.ADDRESS),
        ("gopher://strathbeg.example/", Reason.ADDRESS),
        ("data:text/html,hello", Reason.ADDRESS),
        ("https://somebody:secret@strathbeg.example/", Reason.ADDRESS),
        ("https://localhost/", Reason.ADDRESS),
        ("https://127.0.0.1/", Reason.ADDRESS),
        ("https://127.1/", Reason.ADDRESS),
        ("https://2130706433/", Reason.ADDRESS),
        ("https://0x7f.0.0.0x1/", Reason.ADDRESS),
        ("https://8.8.8.8/", Reason.ADDRESS),
        ("https://[::1]/", Reason.ADDRESS),
        ("https://[::ffff:127.0.0.1]/", Reason.ADDRESS),
        ("https://strathbeg.example:8443/", Reason.PORT),
        ("http://strathbeg.example:22/", Reason.PORT),
        ("http://strathbeg.example:443/", Reason.PORT),
        ("https://strathbeg.example/\r\nX: y", Reason.ADDRESS),
        ("https://strathbeg.example/" + "a" * 2000, Reason.ADDRESS),
        ("https://nobody.example/", Reason.NO_HOST),
        ("https://" + "a" * 80 + ".example/", Reason.NO_ANSWER),
    ],
)
def test_fetch_refuses_the_address(web, url, reason):
    assert why(url) == reason
    assert web.asked == []


@given(text())
def test_fetch_of_any_text_raises_nothing_else(words):
    from django.test import override_settings

    with override_settings(OUTGOING_REQUESTS=True), pytest.raises(NotFetched):
        fetch("file://" + words)


@pytest.mark.parametrize(
    ("kind", "address"), [(kind, each) for kind, found in INSIDE.items() for each in found]
)
def test_fetch_refuses_a_name_that_leads_inside(web, kind, address):
    web.name("inside.example", [address], kind=kind)

    assert why("https://inside.example/") == Reason.PRIVATE


@pytest.mark.parametrize(
    "to",
    ["https://inside.example/", "https://127.0.0.1/", "https://a.example:8443/", "file:///etc"],
)
def test_fetch_checks_every_redirect_anew(web, to):
    web.name("inside.example", ["10.0.0.1"])
    web.redirect(HERE, to)

    assert why() in {Reason.PRIVATE, Reason.ADDRESS, Reason.PORT}
    assert web.urls() == [HERE]


def test_fetch_connects_to_the_address_that_it_checked(web):
    """A name that leads elsewhere the second time it is asked: it is asked once."""
    web.page(HERE, "here")
    with socket.create_server(("127.0.0.2", web.secure.server_port)) as inside:
        inside.settimeout(0)
        web.name("strathbeg.example", ["127.0.0.1"], ["127.0.0.2"])

        assert fetch(HERE).text == "here"

        with pytest.raises(BlockingIOError):
            inside.accept()
    assert web.names_asked.count(("strathbeg.example", "A")) == 1


def test_fetch_refuses_a_name_that_leads_inside_after_a_redirect_to_itself(web):
    web.redirect(HERE, "/again")
    web.name("strathbeg.example", ["127.0.0.1"], ["127.0.0.2"])

    assert why() == Reason.PRIVATE


def test_fetch_follows_where_it_may(web):
    web.redirect("http://strathbeg.example/", HERE)
    web.redirect(HERE, "//www.strathbeg.example/", status=302)
    web.page("https://www.strathbeg.example/", "here")

    page = fetch("http://strathbeg.example/")

    assert (page.text, page.url) == ("here", "https://www.strathbeg.example/")
    assert not page.moved_for_ever


def test_fetch_does_not_follow_from_https_to_http(web):
    web.redirect(HERE, "http://strathbeg.example/")

    assert why() == Reason.INSECURE


def test_fetch_gives_up_after_five_redirects(web):
    web.redirect(HERE, HERE)

    assert why() == Reason.TOO_MANY_REDIRECTS
    assert len(web.asked) == 6


def test_fetch_refuses_a_certificate_of_another(web):
    web.page("https://wrong-certificate.example/")

    assert why("https://wrong-certificate.example/") == Reason.INSECURE
    assert web.asked == []


def test_fetch_refuses_an_authority_that_nobody_trusts(web, settings):
    settings.FETCHING_TRUST = ""
    web.page(HERE)

    assert why() == Reason.INSECURE


def test_fetch_of_a_host_that_is_down(web, settings):
    web.name("down.example", ["127.0.0.1"])
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings.FETCHING_LOOPBACK = {80: port, 443: port}

    assert why("https://down.example/") == Reason.NO_ANSWER


def test_fetch_when_dns_fails(web):
    web.name("strathbeg.example", ["fails"])

    assert why() == Reason.NO_ANSWER


@pytest.mark.parametrize(("status", "gone"), [(404, True), (410, True), (403, False), (500, False)])
def test_fetch_says_which_status_it_was(web, status, gone):
    web.page(HERE, status=status)

    with pytest.raises(NotFetched) as caught:
        fetch(HERE)

    assert (caught.value.reason, caught.value.status) == (Reason.STATUS, status)
    assert caught.value.is_gone is gone
    assert caught.value.sentence == f"strathbeg.example answered {status}."


@pytest.mark.parametrize("kind", ["application/pdf", "", "text/htmlx"])
def test_fetch_refuses_another_kind(web, kind):
    web.page(HERE, "%PDF", kind=kind)

    assert why(accept=HTML) == Reason.WRONG_TYPE


@pytest.mark.parametrize("length", ["1001", "9" * 18])
def test_fetch_believes_a_length_that_is_too_much(web, length):
    web.page(HERE, "x", Content_Length=length)

    assert why(max_bytes=1000) == Reason.TOO_BIG


def test_fetch_stops_reading_a_body_without_end(web):
    hung_up = threading.Event()

    def pour(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while not web.stopped.is_set():
                handler.wfile.write(b"x" * 4096)
        except OSError:
            hung_up.set()

    web.answer(HERE, pour)

    assert why(max_bytes=100_000) == Reason.TOO_BIG
    assert hung_up.wait(5)


def test_fetch_unfolds_what_is_zipped(web):
    web.page(HERE, gzip.compress(b"hello " * 1000), Content_Encoding="gzip")

    assert fetch(HERE).text == "hello " * 1000


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (BOMB, "gzip", Reason.TOO_BIG),
        (gzip.compress(BOMB, mtime=0), "gzip, gzip", Reason.BROKEN),
        (gzip.compress(b"hello", mtime=0)[:-9], "gzip", Reason.BROKEN),
        (b"hello", "gzip", Reason.BROKEN),
        (zlib.compress(b"hello"), "deflate", Reason.BROKEN),
        (b"hello", "br", Reason.BROKEN),
    ],
)
def test_fetch_of_a_bomb(web, body, encoding, reason):
    web.page(HERE, body, Content_Encoding=encoding)

    assert why() == reason


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_fetch_ends_when_the_time_is_up(web, start):
    def drip(handler):
        handler.wfile.write(start)
        while not web.stopped.wait(0.02):
            handler.wfile.write(b"x")

    web.answer(HERE, drip)
    began = time.monotonic()

    assert why(timeout=0.3) == Reason.TOO_SLOW
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "answer", [b"hello\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 20_000]
)
def test_fetch_of_what_is_no_http(web, answer):
    web.answer(HERE, lambda handler: handler.wfile.write(answer))

    assert why() in {Reason.BROKEN, Reason.NO_ANSWER}


def test_fetch_waits_for_its_turn_at_a_host(web, settings, monkeypatch):
    settings.SECONDS_BETWEEN_REQUESTS = 3
    slept = []
    monkeypatch.setattr("mercat.common.fetching.politeness.time.sleep", slept.append)
    web.page(HERE)
    web.page("https://elsewhere.example/")

    fetch(HERE)
    fetch("https://elsewhere.example/")
    fetch(HERE, patience=4)

    assert [round(each) for each in slept] == [3]
    assert why(patience=4) == Reason.LATER


@pytest.mark.parametrize("retry", ["120", "Fri, 31 Dec 2100 23:59:59 GMT", "soon", ""])
def test_fetch_leaves_a_busy_host_alone(web, retry):
    web.page(HERE, status=429, **({"Retry_After": retry} if retry else {}))

    assert why() == Reason.STATUS
    assert why() == Reason.LATER
    assert len(web.asked) == 1


def test_txt_gives_the_records(web):
    web.txt("_atproto.strathbeg.example", "did=did:plc:abc", "other")

    assert sorted(txt("_atproto.strathbeg.example")) == ["did=did:plc:abc", "other"]
    assert txt("nothing.example") == []
    web.name("_atproto.strathbeg.example", ["fails"], kind="TXT")
    with pytest.raises(NotFetched):
        txt("_atproto.strathbeg.example")
