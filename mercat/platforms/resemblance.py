"""Names of accounts that a hasty reader takes for another: look-alike letters, added words, a slip.

A likeness is no offence: two councils may well have names that differ by a letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from enum import StrEnum

from .lookalikes import CONFUSABLES as HOST_CONFUSABLES
from .lookalikes import FIGURES, STROKES
from .platform import listed
from .registry import lines

CONFUSABLES = {
    **{
        ord(letter): line.split()[0]
        for line in lines("unicode_confusables.txt")
        for letter in line.split()[1]
    },
    **{letter: plain for letter, plain in HOST_CONFUSABLES.items() if plain.isalpha()},
}
# What a name gets that wants trust, and what an honest one may have, too.
ADDED = sorted(
    listed(
        "official offical real true the my team support help helpdesk helpline care customer "
        "customercare service services info contact admin verified verify account page online "
        "live uk gov hq secure security payment payments refund refunds"
    ),
    key=len,
    reverse=True,
)
SHORTEST, SHORTEST_CORE, SHORTEST_SLIP, LONGEST_SLIP, LONGEST = 3, 4, 6, 30, 64
MOST_FIGURES = 4  # at the end of a name, as in strathbeg2024
LETTERS = "abcdefghjklmnopqrstuvwxyz"  # an i is drawn as an l


class Likeness(StrEnum):
    LETTERS = "letters"  # it reads the same
    WORDS = "words"  # the same with a word or a number more or less
    SLIP = "slip"  # one letter is missing, added, wrong or swapped


def name_of(handle: str) -> str:
    """The part of a handle that somebody chose: without the server that everybody there has."""
    name = handle.strip().removeprefix("@").removesuffix(".bsky.social")
    return name.rpartition("/")[2].partition("@")[0]


def plain(handle: str) -> str:
    """Small Latin letters and figures, without the signs between words."""
    shown = name_of(handle).translate(CONFUSABLES)
    apart = unicodedata.normalize("NFKD", shown).casefold().translate(CONFUSABLES)
    return "".join(letter for letter in apart if letter.isalnum())


def drawn(text: str) -> str:
    """What is hard to tell apart is one letter: 0 and o, 1, i and l, rn and m."""
    return text.translate(FIGURES).translate(STROKES).replace("rn", "m").replace("vv", "w")


def is_a_name(handle: str) -> bool:
    """An id that the platform gave out resembles nothing."""
    text = plain(handle)
    return SHORTEST <= len(text) <= LONGEST and any(each.isalpha() for each in text)


def cores(text: str) -> set[str]:
    """The name without a number at its end, and without one or two words of trust."""
    found = {text}
    bare = text.rstrip("0123456789")
    if len(text) - len(bare) <= MOST_FIGURES:
        found.add(bare)
    for _ in range(2):
        found |= {less for each in found for less in _without_a_word(each)}
    return {each for each in found if len(each) >= SHORTEST_CORE}


def _without_a_word(text: str) -> Iterator[str]:
    for word in ADDED:
        if text.endswith(word):
            yield text.removesuffix(word)
        if text.startswith(word):
            yield text.removeprefix(word)


def shapes(handle: str) -> set[str]:
    """To keep of a name, so that its look-alikes are found."""
    if not is_a_name(handle):
        return set()
    text = plain(handle)
    return {drawn(text)} | {drawn(each) for each in cores(text)}


def asked(handle: str) -> dict[str, Likeness]:
    """The shapes that names like this one may have, the nearest first."""
    if not is_a_name(handle):
        return {}
    text = plain(handle)
    found = {drawn(text): Likeness.LETTERS}
    for each in sorted(cores(text)):
        found.setdefault(drawn(each), Likeness.WORDS)
    if SHORTEST_SLIP <= len(drawn(text)) <= LONGEST_SLIP:
        for each in slips(drawn(text)):
            found.setdefault(each, Likeness.SLIP)
    return found


def slips(text: str) -> Iterator[str]:
    """Every text that is one letter away."""
    for at in range(len(text) + 1):
        before, after = text[:at], text[at:]
        yield from (before + letter + after for letter in LETTERS)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in LETTERS)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def likeness(handle: str, other: str) -> Likeness | None:
    """How one name resembles another. Names that differ by their number are a series of one."""
    mine, its = plain(handle), plain(other)
    numbers = _figures(mine), _figures(its)
    if numbers[0] != numbers[1] and all(numbers):
        return None
    shape = drawn(its)
    if drawn(mine) == shape:
        return Likeness.LETTERS
    if {drawn(each) for each in cores(mine)} & ({drawn(each) for each in cores(its)} | {shape}):
        return Likeness.WORDS
    return asked(handle).get(shape)


def _figures(text: str) -> str:
    return "".join(each for each in text if each.isdigit())
