"""Names with a host, and hosts that may run Mastodon or its like."""

from __future__ import annotations

import re

from .account import Answer, NotAnAccount, Reason
from .address import Address
from .hosts import ascii_host
from .lookalikes import imitated
from .platform import Platform, listed
from .registry import HOSTS
from .sites import bluesky, mastodon

FULL_NAME = re.compile(r"(?:acct:@?|@)([^@\s/:]+)@([^@\s/:?#]+)", re.IGNORECASE).fullmatch
MAIL_LIKE = re.compile(r"([A-Za-z0-9_.+-]+)@([^@\s/:?#]+\.[^@\s/:?#.]+)").fullmatch
BARE_NAME = re.compile(r"@[\w.-]+").fullmatch
AT_PROTOCOL = re.compile(r"(?i)at://([^/?#\s]+)/?(.*)").fullmatch
# Names that the network reserves for tests and for inside an organisation.
NEVER_PUBLIC = listed(".example .test .invalid .localhost .local .internal .lan .home .arpa .onion")
OWN_PAGE = re.compile(r"web|users|@.+")


def named(text: str, hint: Platform | None) -> Answer | None:
    """The answer for @user@host, acct:user@host, at://handle, did:…, @name and user@host."""
    if text[:1] not in "@Aa" and "/" in text:
        return None
    if found := FULL_NAME(text):
        return on_host(found[1], found[2])
    if found := AT_PROTOCOL(text):
        path = ["profile", found[1], *(["post"] if found[2] else [])]
        return bluesky.read_page(path, "", "bsky.app")
    if text[:4].lower() == "did:":
        return bluesky.named(text)
    if hint is None and BARE_NAME(text) and any(map(str.isalnum, text)):
        return NotAnAccount(Reason.NEEDS_PLATFORM)
    if found := MAIL_LIKE(text):
        return mail_like(found[1], found[2], hint)
    return None


def mail_like(user: str, host: str, hint: Platform | None) -> Answer | None:
    if hint is not None and hint.key == "mastodon":
        return on_host(user, host)
    if user.lower() in HOSTS:
        return NotAnAccount(Reason.CREDENTIALS_IN_URL)
    return NotAnAccount(Reason.NEEDS_PLATFORM)


def on_host(user: str, host: str) -> Answer:
    host = ascii_host(host)
    if not host or is_never_public(host) or not mastodon.NAME(user):
        return NotAnAccount(Reason.INVALID_HANDLE, "mastodon")
    platform = HOSTS.get(host)
    if platform is None and (key := imitated(host)):
        return NotAnAccount(Reason.LOOKALIKE, key)
    if platform is not None and platform.key == "threads":
        return platform.read(["@" + user], "", host)
    if platform is not None and platform.key != "mastodon":
        suggestion = platform.load().address.format(user)
        return NotAnAccount(Reason.INVALID_HANDLE, platform.key, suggestion)
    return mastodon.at(user, host)


def is_never_public(host: str) -> bool:
    return host.endswith(tuple(NEVER_PUBLIC))


def maybe(address: Address) -> NotAnAccount | None:
    """What an unknown host's /@name or /users/name may be: only the host can tell."""
    host = address.host
    if not host.isascii() or is_never_public(host) or not address.path:
        return None
    name, rest = mastodon.find_name(address.path)
    if not name or (rest and rest[0].lower() not in mastodon.TABS):
        return None
    candidate = mastodon.read_name(name, host)
    if isinstance(candidate, NotAnAccount):
        return None
    return NotAnAccount(Reason.MAYBE_FEDIVERSE, "mastodon", None, candidate)
