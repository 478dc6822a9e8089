"""The only way out: every request to another server is made here."""

import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address

import httpcore
import httpx
from django.conf import settings

from mercat.common.fetching import names, politeness
from mercat.common.fetching.addresses import is_public
from mercat.common.fetching.connecting import Deadline, Pinned, trust
from mercat.common.fetching.page import Page
from mercat.common.fetching.reasons import NotFetched, Reason

PORTS = {"http": 80, "https": 443}
LONGEST = 2000
REDIRECTS = {301, 302, 303, 307, 308}
FOR_EVER = {301, 308}
TOO_MANY = 429
BUSY = {TOO_MANY, 503}
MOST_REDIRECTS = 5
MOST_ADDRESSES = 4


def fetch(
    url: str,
    *,
    accept: tuple[str, ...] = (),
    max_bytes: int = 2_000_000,
    timeout: float = 15,
    patience: float = 5,
    secret: tuple[str, str] | None = None,
) -> Page:
    """GET a public page, as nobody in particular, and follow where it leads.

    `accept` names the content types that will do (none: any); `timeout` is for everything
    together; `patience` is how long we may wait for our turn at a host that was asked just now.
    `secret` is a header with a key of ours: the host of `url` alone gets it, and over https alone.
    Raises NotFetched, and nothing else, whatever goes wrong. Takes seconds: never call it inside
    a transaction, or while somebody waits for a page, without a short `timeout`.
    """
    if not settings.OUTGOING_REQUESTS:
        raise NotFetched(Reason.SWITCHED_OFF)
    here, deadline, asked = _checked(url), Deadline(timeout), set[str]()
    moves: list[int] = []
    trusted = here.host if here.scheme == "https" else ""
    while len(moves) <= MOST_REDIRECTS:
        if here.host not in asked:
            deadline.put_off(politeness.wait_for(here.host, patience=patience))
            asked.add(here.host)
        own = [secret] if secret and here.host == trusted else []
        with _answer(here, accept=accept, own=own, deadline=deadline) as answer:
            if answer.status not in REDIRECTS:
                body = _read(answer, host=here.host, accept=accept, max_bytes=max_bytes)
                kind, charset = _content_type(answer)
                for_ever = all(move in FOR_EVER for move in moves)
                return Page(str(here), url, for_ever, kind, charset, body)
            here = _checked(_header(answer, "location"), base=here)
            moves.append(answer.status)
    raise NotFetched(Reason.TOO_MANY_REDIRECTS, host=here.host)


def user_agent() -> str:
    return f"Mercat (+{settings.SITE_URL})"


def _checked(text: str, *, base: httpx.URL | None = None) -> httpx.URL:
    """An address that may be asked: of the web, by name, on its usual port, without a password."""
    try:
        url = (base.join(text) if base else httpx.URL(text)).copy_with(fragment=None)
        host = url.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError) as error:
        raise NotFetched(Reason.ADDRESS) from error
    if url.scheme not in PORTS or url.userinfo or len(text) > LONGEST or not _is_name(host):
        raise NotFetched(Reason.ADDRESS)
    if url.port is not None:  # what httpx says of any but the usual one
        raise NotFetched(Reason.PORT)
    if base and base.scheme == "https" and url.scheme == "http":
        raise NotFetched(Reason.INSECURE, host=base.host)
    return url.copy_with(host=host.rstrip("."))


def _is_name(host: str) -> bool:
    """A name with a dot in it. Numbers, in whatever spelling, are nobody's name."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        last = host.rstrip(".").rpartition(".")
        return bool(last[1]) and not last[2][0:1].isdigit()
    return False


@contextmanager
def _answer(
    here: httpx.URL, *, accept: tuple[str, ...], own: list[tuple[str, str]], deadline: Deadline
) -> Iterator[httpcore.Response]:
    host = here.host
    headers = [
        ("User-Agent", user_agent()),
        ("Accept", ", ".join([*accept, "*/*;q=0.1"])),
        ("Accept-Encoding", "gzip"),
        ("Connection", "close"),
        *own,
    ]
    try:
        with (
            httpcore.ConnectionPool(
                ssl_context=trust(settings.FETCHING_TRUST),
                network_backend=_connection(here, deadline),
            ) as pool,
            pool.stream("GET", str(here), headers=headers) as answer,
        ):
            yield answer
    except httpcore.TimeoutException as error:
        raise NotFetched(Reason.TOO_SLOW, host=host) from error
    except httpcore.NetworkError as error:
        insecure = any(isinstance(each, ssl.SSLError) for each in error.args)
        raise NotFetched(Reason.INSECURE if insecure else Reason.NO_ANSWER, host=host) from error
    except (httpcore.ProtocolError, zlib.error) as error:
        raise NotFetched(Reason.BROKEN, host=host) from error


def _connection(here: httpx.URL, deadline: Deadline) -> Pinned:
    """The name is looked up once; what is checked here is what is connected to."""
    host = here.raw_host.decode("ascii")
    found = names.addresses(host, seconds=min(5.0, deadline.left()))
    port = PORTS[here.scheme]
    public = [each for each in found if is_public(each)]
    if settings.FETCHING_LOOPBACK and "127.0.0.1" in found:  # the servers of the tests
        public, port = ["127.0.0.1"], settings.FETCHING_LOOPBACK[port]
    if not public:
        raise NotFetched(Reason.PRIVATE, host=here.host)
    return Pinned(public[:MOST_ADDRESSES], port=port, deadline=deadline)


def _read(
    answer: httpcore.Response, *, host: str, accept: tuple[str, ...], max_bytes: int
) -> bytes:
    retry_after = _header(answer, "retry-after")
    if answer.status == TOO_MANY or (answer.status in BUSY and retry_after):
        politeness.told_to_wait(host, retry_after)  # a minute where it does not say how long
    if not 200 <= answer.status < 300:
        raise NotFetched(Reason.STATUS, host=host, status=answer.status)
    if accept and _content_type(answer)[0] not in accept:
        raise NotFetched(Reason.WRONG_TYPE, host=host)
    length = _header(answer, "content-length")
    if length.isdigit() and int(length[:20]) > max_bytes:
        raise NotFetched(Reason.TOO_BIG, host=host)
    encoding = _header(answer, "content-encoding").lower()
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise NotFetched(Reason.BROKEN, host=host)
    return _body(answer, host=host, zipped="gzip" in encoding, max_bytes=max_bytes)


def _body(answer: httpcore.Response, *, host: str, zipped: bool, max_bytes: int) -> bytes:
    """Never holds more than `max_bytes` and a bit, whatever a bomb would unfold to."""
    unzip = zlib.decompressobj(wbits=31)
    body, sent = bytearray(), 0
    for chunk in answer.iter_stream():
        sent += len(chunk)
        body += unzip.decompress(chunk, max_bytes + 1 - len(body)) if zipped else chunk
        if max(sent, len(body)) > max_bytes:
            raise NotFetched(Reason.TOO_BIG, host=host)
    if zipped and sent and not unzip.eof:
        raise NotFetched(Reason.BROKEN, host=host)
    return bytes(body)


def _header(answer: httpcore.Response, name: str) -> str:
    return str(httpx.Headers(answer.headers).get(name, "")).strip()


def _content_type(answer: httpcore.Response) -> tuple[str, str]:
    kind, _, rest = _header(answer, "content-type").partition(";")
    named = (each.strip().partition("=") for each in rest.split(";"))
    charsets = [value.strip("\"' ") for name, _, value in named if name.lower() == "charset"]
    return kind.strip().lower(), (charsets or [""])[0]
