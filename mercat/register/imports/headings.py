"""What people write above the columns of a list of accounts, and in its column of platforms."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from mercat.platforms import PLATFORMS, platform_name

# The best word of each field first: where two columns fit, the better one is read first.
WORDS = {
    "address": """accounturl url profileurl accountlink profilelink handleorurl urlorhandle link
        href uri accountaddress webaddress address socialmediaurl socialmedialink socialmediaaddress
        channelurl pageurl dolen""",
    "handle": """handle accounthandle username screenname socialmediahandle accountusername user
        account profile nickname""",
    "platform": """platform accountplatform socialmediaplatform servicetype socialnetwork network
        service socialmedia channel site medium type accounttype llwyfan""",
    "name": """accountname name displayname title pagename accounttitle label enw account""",
    "department": """department departments dept agency agencies directorate servicearea team
        division unit office branch section ministry adran service organisation organization
        organisations organizations publicbody body""",
    "purpose": """purpose shortdescription description longdescription about remit summary bio
        whatitisfor whatfor whatitsfor""",
    "audience": """audience whomitreaches targetaudience readers""",
    "entry": """registerid mercatid publicid""",
    "status": """status state""",
}
HIGHEST = 15  # rows that may stand above the headings: a title, a date, an empty line
# These head a column of platforms only if platforms stand in it.
UNSURE = frozenset({"service", "channel", "site", "medium", "type", "socialmedia", "network"})
NOT_THE_ACCOUNT = re.compile(r"info|web|home|official|logo|image|picture|icon|source|privacy")
OLD_NAMES = {
    "twitter": "x",
    "fb": "facebook",
    "ig": "instagram",
    "insta": "instagram",
    "yt": "youtube",
    "fediverse": "mastodon",
    "google": "googleplus",
    "googleplus": "googleplus",
}
# As in Facebook page, X (formerly Twitter), www.youtube.com.
FILLERS = """page pages group groups channel channels account accounts profile official company
    business feed formerly previously was ex now known as www com url link links handle username
    address social media the"""
DIVIDERS = re.compile(r"[/,;|&()+]|\b(?:and|or|formerly|previously)\b")


def plain(heading: str) -> str:
    """A heading without what people vary: case, accents, spaces, dashes, underscores."""
    decomposed = unicodedata.normalize("NFKD", heading[:100]).casefold()
    return "".join(each for each in decomposed if each.isalnum())


@lru_cache(maxsize=2000)
def fields_of(heading: str) -> tuple[str, ...]:
    word = plain(heading)
    fields = tuple(field for field, words in WORDS.items() if word in words.split())
    if not fields and ("url" in word or "link" in word) and not NOT_THE_ACCOUNT.search(word):
        return ("address",)
    return fields


def known_in(row: Iterable[str]) -> int:
    return sum(bool(fields_of(cell)) for cell in row)


def rank(field: str, heading: str) -> int:
    words, word = WORDS[field].split(), plain(heading)
    return words.index(word) if word in words else len(words)


@lru_cache(maxsize=2000)
def platforms_named(text: str, *, misspelt: bool = True) -> frozenset[str]:
    """The platforms that a cell names: two for "Facebook / Instagram", none for "Newsletter"."""
    lowered = text[:200].casefold()
    whole = _platform(lowered, misspelt=False)
    parts = [lowered] if whole else DIVIDERS.split(lowered)
    found = (_platform(part, misspelt=misspelt) for part in parts)
    return frozenset(key for key in found if key)


def _platform(text: str, *, misspelt: bool) -> str:
    kept = [word for word in re.split(r"[\s._-]+", text) if word and word not in FILLERS.split()]
    names = _names()
    for word in (plain(text), plain("".join(kept))):
        if word in names:
            return names[word]
    word = plain("".join(kept))
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.88) if len(word) > 4 else []
    return names[close[0]] if close and misspelt else ""


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names = {key: key for key in PLATFORMS}
    names |= {plain(platform_name(key)): key for key in PLATFORMS}
    return names | OLD_NAMES
