"""All platforms, and the table that finds one by the host of an address.

The table is data/index.txt, drawn from the modules in sites/ by `python -m mercat.platforms.index`.
With it a platform's module is imported only when an address first needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

from .account import PLATFORM_NAMES, Answer, Reason
from .platform import Platform, Reader

DATA = Path(__file__).parent / "data"
OLD_NAMES = {"twitter": "x", "twitter/x": "x", "fediverse": "mastodon", "google+": "googleplus"}
# A language or a country before the host: fr, en-gb, pt_br, zh-hans.
LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?").fullmatch


def lines(name: str) -> list[str]:
    """The lines of a data file that are not comments."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


class Entry:
    """A platform in the table. Its `read` imports the platform's module once.

    `fame` says whether others imitate it: "distinct" names stand out anywhere, "common" ones are
    ordinary words, and nobody imitates "closed" services.
    """

    __slots__ = ("fame", "key", "read")

    def __init__(self, key: str, fame: str) -> None:
        self.key = key
        self.fame = fame
        self.read: Reader = self.read_first

    def load(self) -> Platform:
        platform: Platform = import_module(f"{__package__}.sites.{self.key}").PLATFORM
        self.read = platform.read
        return platform

    def read_first(self, path: list[str], query: str, host: str) -> Answer:
        return self.load().read(path, query, host)


class Platforms(Mapping[str, Platform]):
    """Every platform by its key, each imported when it is first looked at."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = entries

    def __getitem__(self, key: str) -> Platform:
        return self.entries[key].load()

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


ENTRIES: dict[str, Entry] = {}
BASES: dict[str, Entry] = {}
HOSTS: dict[str, Entry] = {}
REFUSED_HOSTS: dict[str, tuple[Reason, str | None]] = {}
FEDIVERSE = frozenset(lines("fediverse_hosts.txt"))


def read_index() -> None:
    for line in lines("index.txt"):
        word, key, rest = line.split(" ", 2)
        if word == "platform":
            fame, _, PLATFORM_NAMES[key] = rest.partition(" ")
            ENTRIES[key] = Entry(key, fame)
        elif word == "refused":
            reason, *hosts = rest.split()
            REFUSED_HOSTS.update((host, (Reason(reason), key)) for host in hosts)
        else:
            table = BASES if word == "base" else HOSTS
            table.update(dict.fromkeys(rest.split(), ENTRIES[key]))


def read_other_hosts() -> None:
    """Hosts that copy, shorten or pass on any address, and the servers of the fediverse."""
    for line in lines("other_hosts.txt"):
        reason, host = line.split()
        REFUSED_HOSTS[host] = (Reason(reason), None)
    HOSTS.update(dict.fromkeys(FEDIVERSE, ENTRIES["mastodon"]))


read_index()
read_other_hosts()
PLATFORMS = Platforms(ENTRIES)


def platform_name(key: str) -> str:
    return PLATFORM_NAMES[key]


def platform_for(word: str) -> Platform | None:
    """The platform for a key or a name as people write it."""
    key = word.strip().lower()
    key = OLD_NAMES.get(key, key)
    by_name = (found for found, name in PLATFORM_NAMES.items() if name.lower() == key)
    found = key if key in ENTRIES else next(by_name, None)
    return PLATFORMS[found] if found else None


def split_host(host: str) -> tuple[Platform, list[str]] | None:
    """The platform whose site a host belongs to, and the labels before its usual host."""
    labels = host.split(".")
    for start in range(1, min(len(labels) - 1, 6)):
        entry = BASES.get(".".join(labels[start:]))
        if entry is not None:
            return entry.load(), labels[:start]
    return None


def is_same_site(platform: Platform, labels: list[str]) -> bool:
    """Whether these labels before a platform's host lead to the same accounts."""
    if platform.account_subdomains:
        return len(labels) == 1
    known = ("www", "m", "mobile", *platform.subdomains)
    return all(label in known or LANGUAGE(label) is not None for label in labels)
