"""What one platform is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from .account import Answer, Reason

# A reader gets the decoded path segments, the raw query and the host in lower case.
Reader = Callable[[list[str], str, str], Answer]
Words = Mapping[str, Reason]


class Platform(NamedTuple):
    """`hosts` also answer with www., m., mobile. and a language or country before them.

    `subdomains` are further prefixes of the same site; with `account_subdomains` any other
    prefix is the account's name. `refused_hosts` never hold accounts. `address` makes the
    address of a bare name. `after_hash` says that the path stands behind the #. A
    `common_word` is no sign of imitation inside another host. `closed` says when a service
    ended.
    """

    key: str
    name: str
    hosts: tuple[str, ...]
    read: Reader
    kinds: tuple[str, ...]
    address: str
    examples: tuple[str, ...]
    subdomains: tuple[str, ...] = ()
    account_subdomains: bool = False
    refused_hosts: Words = MappingProxyType({})
    after_hash: bool = False
    common_word: bool = False
    closed: str | None = None


def listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def words(
    *,
    reserved: str = "",
    posts: str = "",
    searches: str = "",
    shares: str = "",
    private: str = "",
) -> Words:
    """First path segments that are never an account, with the reason for each."""
    groups = {
        Reason.RESERVED_PAGE: reserved,
        Reason.POST: posts,
        Reason.SEARCH_PAGE: searches,
        Reason.SHARE_LINK: shares,
        Reason.PRIVATE_PAGE: private,
    }
    return {word: reason for reason, text in groups.items() for word in text.split()}


def parameter(query: str, name: str) -> str:
    """The first value of a query parameter, or "" when there is none."""
    for pair in query.split("&"):
        label, _, value = pair.partition("=")
        if label == name:
            return value
    return ""
