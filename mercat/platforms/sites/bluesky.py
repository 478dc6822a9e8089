"""Bluesky. A handle is a domain name; a DID stays when the handle changes."""

import re

from mercat.platforms.account import Account, Answer, NotAnAccount, Reason
from mercat.platforms.grammar import below, form, grammar
from mercat.platforms.platform import Platform, listed, words

SITE = "https://bsky.app/profile/"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
HANDLE = form(
    "profile", rf"(?:{LABEL}\.){{1,8}}[A-Za-z][A-Za-z0-9-]{{0,61}}[A-Za-z0-9]", SITE, "bluesky:"
)
DID = form(
    "profile",
    rf"did:(?:plc:[a-z2-7]{{24}}|web:(?:{LABEL}\.){{1,8}}[a-z]{{2,62}})",
    SITE,
    "bluesky:",
    stable=True,
)
NAME = re.compile(LABEL).fullmatch
TABS = frozenset(listed("follows followers rss known-followers search"))


def read_profile(path: list[str], query: str, host: str) -> Answer:
    if len(path) < 2:
        return NotAnAccount(Reason.RESERVED_PAGE, "bluesky")
    account = named(path[1].removeprefix("@"))
    if isinstance(account, Account) and len(path) > 2:
        return below(account, path[2:], TABS, {})
    return account


def named(name: str) -> Answer:
    if HANDLE.matches(name):
        return HANDLE.account("bluesky", name)
    if DID.matches(name):
        return DID.account("bluesky", name)
    # The usual slip: the name without the domain that Bluesky gives everybody.
    suggestion = f"{SITE}{name.lower()}.bsky.social" if NAME(name) else None
    return NotAnAccount(Reason.INVALID_HANDLE, "bluesky", suggestion)


read_page = grammar(
    "bluesky",
    forms={},
    refused=words(
        reserved="about feeds lists login messages moderation notifications settings support",
        posts="hashtag starter-pack starter-pack-short topic",
        searches="search",
        shares="intent",
    ),
    special={"profile": read_profile},
)


def read(path: list[str], query: str, host: str) -> Answer:
    """name.bsky.social leads to the profile of that name."""
    host = host.removeprefix("www.")
    if host.endswith(".bsky.social"):
        return read_profile(["profile", host, *path], query, host)
    return read_page(path, query, host)


PLATFORM = Platform(
    key="bluesky",
    name="Bluesky",
    hosts=("bsky.app", "bsky.social"),
    subdomains=("staging", "main"),
    account_subdomains=True,
    refused_hosts={"go.bsky.app": Reason.SHORT_LINK},
    kinds=("profile",),
    address="https://bsky.app/profile/{}",
    examples=(
        "https://bsky.app/profile/strathbeg.example.com",
        "https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx",
    ),
    read=read,
)
