"""Hosts that imitate a known platform."""

from __future__ import annotations

import re
import unicodedata

from .platform import listed
from .registry import BASES, ENTRIES, FEDIVERSE, lines

# Letters of other scripts, and figures, that pass for a Latin letter.
CONFUSABLES = str.maketrans(
    {letter: line.split()[0] for line in lines("confusables.txt") for letter in line.split()[1]}
)
FIGURES = str.maketrans("01345", "oleas")
STROKES = str.maketrans("1il|", "llll")
TRUST_WORDS = listed(
    "my not the real get go try official login log-in secure security verify www m web app free "
    "support help account fake evil true old new best go-to wwww ww"
)
PREFIX = re.compile(f"(?:{'|'.join(TRUST_WORDS)}|.*-)").fullmatch
SECOND_LEVEL = frozenset(listed("ac co com edu gov net org"))
TYPED_WRONG = frozenset(
    listed(
        "biz cm cmo co com comm con coom cpm example info invalid local localhost net ocm om org "
        "test vom xom"
    )
)
NAMESAKES = frozenset(lines("namesakes.txt"))

BRANDS: dict[str, str] = {
    host.split(".")[0]: entry.key
    for host, entry in BASES.items()
    # In plus.google.com or podcasts.apple.com the first label is no name to imitate.
    if entry.fame != "closed" and (host.count(".") == 1 or host.split(".")[1] in SECOND_LEVEL)
}
DISTINCT = {
    label: key
    for label, key in BRANDS.items()
    if len(label) >= 6 and ENTRIES[key].fame == "distinct"
}
DISTINCT_STROKES = {label.translate(STROKES): key for label, key in DISTINCT.items()}


def imitated(host: str) -> str | None:
    """The key of the platform that a host, itself unknown, imitates."""
    if host in FEDIVERSE or ".".join(host.split(".")[-2:]) in NAMESAKES:
        return None
    shown = unicode_host(host)
    plain = skeleton(shown)
    drawn = plain.translate(FIGURES).replace("rn", "m").replace("vv", "w")
    for shape in (plain, drawn):
        if shape != shown and (key := known(shape)):
            return key
    if one_slip_apart(plain, "mastodon.social"):
        return "mastodon"
    return by_place(plain) or by_label(plain) or by_misspelling(plain)


def unicode_host(host: str) -> str:
    if "xn--" not in host:
        return host
    return ".".join(unicode_label(label) for label in host.split("."))


def unicode_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label


def skeleton(host: str) -> str:
    """The host as a hasty reader sees it."""
    if host.isascii():
        return host
    apart = unicodedata.normalize("NFKD", host.translate(CONFUSABLES).lower())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return bare.translate(CONFUSABLES)


def known(host: str) -> str | None:
    host = host.removeprefix("www.").removeprefix("m.")
    if host in FEDIVERSE:
        return "mastodon"
    platform = BASES.get(host)
    return platform.key if platform else None


def by_place(host: str) -> str | None:
    """A known host that is not at the end, as in facebook.com.strathbeg.example."""
    labels = host.split(".")
    for start in range(len(labels) - 1):
        for size in (2, 3):
            inner = labels[start : start + size]
            rest = labels[start + size :]
            last = inner[-1].partition("-")
            if (rest or last[1]) and (key := known(".".join([*inner[:-1], last[0]]))):
                return key
    return None


def registrable(labels: list[str]) -> tuple[str, str]:
    """The label that somebody registered, and what follows it."""
    size = 2 if len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2 else 1
    return labels[-size - 1], ".".join(labels[-size:])


def by_label(host: str) -> str | None:
    labels = host.split(".")
    label, suffix = registrable(labels)
    if label in BRANDS and label != "m":
        key = BRANDS[label]
        return key if ENTRIES[key].fame == "distinct" or suffix in TYPED_WRONG else None
    for brand, key in DISTINCT.items():
        if brand in label or brand in labels:
            return key
    return by_prefix(label, suffix)


def by_prefix(label: str, suffix: str) -> str | None:
    """A known host behind a word that asks for trust, as in myx.com or secure-t.me."""
    for start in range(1, len(label)):
        key = known(f"{label[start:]}.{suffix}")
        if key and PREFIX(label[:start]):
            return key
    return None


def by_misspelling(host: str) -> str | None:
    label, _ = registrable(host.split("."))
    figures = label.translate(FIGURES)
    drawn = {figures, figures.replace("rn", "m").replace("vv", "w")}
    alike = {shape.translate(STROKES) for shape in (label, *drawn)}
    for shape in alike & DISTINCT_STROKES.keys():
        return DISTINCT_STROKES[shape]
    for brand, key in DISTINCT.items():
        if any(brand in shape for shape in drawn):
            return key
        # Shorter names are too near to honest words: Rumble to rubble, Tumblr to tumbler.
        if len(brand) >= 7 and one_slip_apart(label, brand):
            return key
    return None


def one_slip_apart(first: str, second: str) -> bool:
    """Whether one letter is missing, added, wrong or swapped with its neighbour."""
    if abs(len(first) - len(second)) > 1 or first[:1] != second[:1]:
        return False
    start = 0
    shorter = min(len(first), len(second))
    while start < shorter and first[start] == second[start]:
        start += 1
    rest, other = first[start:], second[start:]
    swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other or rest == other[1:] or rest[1:] == other[1:]
