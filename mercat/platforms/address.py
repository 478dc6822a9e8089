"""From what a person pasted to the parts of one address, or the reason why it is none."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import unquote

from .account import NotAnAccount, Reason
from .registry import HOSTS

LONGEST = 2048

# Invisible characters that copying leaves behind. U+202D and U+202E are not among them: they
# turn the text around, so what a person sees is not what the address says. Halves of characters
# (surrogates) come from broken copies.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202c\u2060-\u2069\ufeff]")
DECEPTIVE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff]")
WRAPPING = " \t\r\n\f\v\u00a0\u3000<>\"'“”‘’«»‹›`()[]{},;*"
ENDING = WRAPPING + ".:!"
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
WEB = ("http", "https")
# https:/x, https//x, htps://x, http:\\x and their like.
SLIPS = re.compile(
    r"(?i)\A(?:h?t{1,3}ps?|https?|hhttps?|htt|hptts?|htps?|ttps?)(?::|;|\.)?[/\\]{1,3}(?=\w)"
)
TWICE = re.compile(r"(?i)\A(?:https?:?/{1,3})+(?=https?:?//)")
# "name&ref=ts" where "name?ref=ts" was meant.
LOST_QUERY = re.compile(r"&\w+=").search
HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,10}[^\W\d_][\w-]{0,60}[^\W_]").fullmatch
NUMBERS = re.compile(r"[0-9.]+|0x[0-9a-f.x]+|\[.*\]?").fullmatch


# What pages and mails write for characters that an address may hold.
ENTITY = re.compile(r"&(?:amp|#x([0-9a-f]{1,6})|#([0-9]{1,7}));", re.IGNORECASE)


class Address(NamedTuple):
    """The parts of an address. `tail` is all that followed the host, as it was typed.

    A `veiled` host was written in percent code, which nobody does but to hide it.
    """

    host: str
    path: list[str]
    query: str
    fragment: str
    tail: str
    veiled: bool


def refuse(reason: Reason, suggestion: str | None = None) -> NotAnAccount:
    return NotAnAccount(reason, None, suggestion)


def tidy(text: str) -> str | NotAnAccount:
    """The text without what surrounds it, or the reason why nothing can be made of it."""
    is_plain = text.isascii() and text.isprintable()
    text = text.strip() if is_plain else INVISIBLE.sub("", text).strip()
    if not text:
        return refuse(Reason.EMPTY)
    text = text.strip(WRAPPING).rstrip(ENDING)
    if not is_plain and DECEPTIVE.search(text):
        return refuse(Reason.NOT_A_URL)
    if "&" in text:
        text = unescape(text)
    if "\\u" in text:
        text = unescape_tail(text)
    is_plain = text.isascii() and text.isprintable()
    unreadable = not text or "\\" in text or (not is_plain and DECEPTIVE.search(text))
    return refuse(Reason.NOT_A_URL) if unreadable else text


def unescape(text: str) -> str:
    return ENTITY.sub(unescape_one, text)


def unescape_one(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else int(found[2] or 38)
    return chr(code) if 0 < code < 0xD800 else ""


def unescape_tail(text: str) -> str:
    r"""Turn \u00e9 into é after the host; a backslash before that is a trick."""
    start = text.find("/", 8)
    tail = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text[start:])
    return text[:start] + INVISIBLE.sub("", tail) if start > 0 else text


def mended(text: str) -> str | None:
    """The address that was probably meant, when its start is mistyped."""
    start = text[:12].lower()
    if start.startswith(("http://", "https://")) and "http" not in start[7:]:
        return None
    found = TWICE.match(text)
    rest = text[found.end() :] if found else text
    slip = SLIPS.match(rest)
    if slip is not None and not rest.lower().startswith(("http://", "https://")):
        rest = "https://" + rest[slip.end() :]
    return rest if rest != text else None


def split_scheme(text: str) -> tuple[str, str] | NotAnAccount:
    """The scheme ("" for none) and the rest without its two slashes."""
    if text.startswith("//"):
        return "", text[2:]
    found = SCHEME.match(text)
    if found is None:
        return "", text
    scheme, rest = found[1].lower(), found[2]
    if scheme in WEB:
        return (scheme, rest[2:]) if rest[:2] == "//" else refuse(Reason.NOT_A_URL)
    # "facebook.com:443/name" has a host before the colon, not a scheme.
    if "." in scheme and rest[:1].isdigit():
        return "", text
    return (scheme, rest) if scheme in ("acct", "at") else refuse(Reason.NOT_A_URL)


def split_tail(text: str) -> tuple[str, str, str, str]:
    """Authority, path, query and fragment."""
    text, _, fragment = text.partition("#")
    text, _, query = text.partition("?")
    authority, _, path = text.partition("/")
    if not query and (found := LOST_QUERY(path)):
        path, query = path[: found.start()], path[found.start() + 1 :]
    return authority, path, query, fragment


def without_port(authority: str) -> str | NotAnAccount:
    host, colon, port = authority.partition(":")
    if not colon or port in ("", "80", "443"):
        return host
    # str.isdigit is true for digits of other scripts too, which no port has.
    is_number = port.isascii() and port.isdigit()
    return refuse(Reason.UNUSUAL_PORT if is_number else Reason.NOT_A_URL)


def clean_host(authority: str) -> str | NotAnAccount:
    host = without_port(authority)
    if isinstance(host, NotAnAccount):
        return host
    host = host.lower()
    if host in HOSTS:
        return host
    if "%" in host:
        host = unquote(host)
        if HOST(host) is None or "." not in host:
            return refuse(Reason.NOT_A_URL)
    host = unicodedata.normalize("NFC", host).removesuffix(".")
    if NUMBERS(host) or host == "localhost":
        return refuse(Reason.UNKNOWN_SITE)
    return host if HOST(host) and len(host) < 254 else refuse(Reason.NOT_A_URL)


def clean_path(path: str) -> list[str] | NotAnAccount:
    """The decoded segments. Dots that climb, hidden slashes and control characters are refused."""
    segments = []
    for raw in path.split("/"):
        if not raw:
            continue
        segment = raw
        if "%" in raw or not raw.isascii():
            segment = unicodedata.normalize("NFC", INVISIBLE.sub("", unquote(raw)))
            if DECEPTIVE.search(segment):
                return refuse(Reason.NOT_A_URL)
        if segment in (".", "..") or "/" in segment or "\\" in segment or "�" in segment:
            return refuse(Reason.INVALID_HANDLE)
        if segment := segment.strip():
            segments.append(segment)
    return segments


def parse(text: str) -> Address | NotAnAccount:
    """The parts of an address that has no scheme, or one of the web's."""
    split = split_scheme(text)
    if isinstance(split, NotAnAccount):
        return split
    _, rest = split
    authority, raw_path, query, fragment = split_tail(rest)
    if len(authority) > 1 and ("@" in authority or "%40" in authority):
        return refuse(Reason.CREDENTIALS_IN_URL)
    host = clean_host(authority)
    if isinstance(host, NotAnAccount):
        return host
    raw_path, query = follow_fragment(raw_path, query, fragment)
    path = clean_path(raw_path)
    if isinstance(path, NotAnAccount):
        return path
    return Address(
        host, path, query, fragment, rest[len(authority) :].lstrip("/"), "%" in authority
    )


def follow_fragment(path: str, query: str, fragment: str) -> tuple[str, str]:
    """Pages of 2010 and chat rooms of today put the path after the #, as in x.com/#!/name."""
    starts = fragment[:2] == "!/" or fragment[:1] == "/"
    if not starts or path.strip("/") not in ("", "home.php", "index.php"):
        return path, query
    inner, _, inner_query = fragment.lstrip("!").partition("?")
    return inner.lstrip("/"), inner_query or query
