"""Mastodon, and every other server that speaks ActivityPub."""

import re

from mercat.platforms.account import Account, Answer, NotAnAccount, Reason
from mercat.platforms.hosts import ascii_host
from mercat.platforms.platform import Platform, listed, words

NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?").fullmatch
TABS = frozenset(
    listed(
        "with_replies media followers following featured featured_tags about replies "
        "collections lists feed followed_by"
    )
)
FRONT = NotAnAccount(Reason.RESERVED_PAGE, "mastodon")
INVALID = NotAnAccount(Reason.INVALID_HANDLE, "mastodon")
REFUSED = words(
    reserved="home notifications conversations bookmarks favourites lists settings",
    posts="tags notes objects statuses notice w videos posts post",
    searches="search",
    shares="share authorize_interaction intent",
)
# Lemmy, PeerTube, Friendica and Mbin; true for words that mean a community or a channel.
COMMUNITIES = {
    "c": True,
    "m": True,
    "video-channels": True,
    "u": False,
    "a": False,
    "accounts": False,
    "profile": False,
}
FEEDS = (".rss", ".atom", ".json")


def at(name: str, host: str) -> Account:
    handle = f"{name}@{host}"
    url = f"https://{host}/@{name}"
    return Account("mastodon", "profile", handle, "mastodon:" + handle.lower(), url, False)


def find_name(path: list[str]) -> tuple[str, list[str]]:
    """The name in /@name, /users/name and /web/@name, and what stands below it."""
    if path[0] == "web" and len(path) > 1:
        path = path[1:]
    if path[0][0] == "@":
        return path[0][1:], path[1:]
    if path[0] in ("users", "ap") and len(path) > 1:
        return path[1], path[2:]
    return "", path


def read(path: list[str], query: str, host: str) -> Answer:
    if not path:
        return FRONT
    if host.endswith(".mastodon.social"):
        host = "mastodon.social"
    if len(path) > 1 and path[0] in COMMUNITIES:
        is_community = COMMUNITIES[path[0]]
        return read_community(path[0], path[1], host) if is_community else read_name(path[1], host)
    name, rest = find_name(path)
    if not name:
        word = rest[0].lower() if rest else ""
        return NotAnAccount(REFUSED.get(word, Reason.RESERVED_PAGE), "mastodon")
    account = read_name(name, host)
    if rest and rest[0].lower() not in TABS and isinstance(account, Account):
        return NotAnAccount(Reason.POST, "mastodon")
    return account


def read_community(word: str, name: str, host: str) -> Answer:
    """A community may bear the name of a person on the same server, hence its own key."""
    name, _, elsewhere = name.partition("@")
    home = ascii_host(elsewhere) if elsewhere else host
    if not NAME(name) or not home:
        return INVALID
    handle = f"{name}@{home}"
    url = f"https://{home}/{word}/{name}"
    return Account("mastodon", "community", handle, "mastodon:!" + handle.lower(), url, False)


def read_name(name: str, host: str) -> Answer:
    """`@name@elsewhere` below a server is the account elsewhere, seen from here."""
    for ending in FEEDS:
        name = name.removesuffix(ending)
    name, _, elsewhere = name.partition("@")
    host = ascii_host(elsewhere) if elsewhere else host
    return at(name, host) if NAME(name) and host else INVALID


PLATFORM = Platform(
    key="mastodon",
    name="Mastodon",
    hosts=("mastodon.social",),
    common_word=True,
    kinds=("profile",),
    address="https://{}",
    examples=("https://mastodon.social/@strathbeg",),
    read=read,
)
