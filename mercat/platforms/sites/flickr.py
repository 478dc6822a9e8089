"""Flickr."""

from mercat.platforms.account import Answer, NotAnAccount, Reason
from mercat.platforms.grammar import Form, below, form, grammar
from mercat.platforms.platform import Platform, listed, words

SITE = "https://www.flickr.com/"
NAME = form("profile", r"[\w-]{2,64}", SITE + "photos/", "flickr:")
NUMBER = form("profile", r"[0-9]{3,12}@[Nn][0-9]{2}", SITE + "photos/", "flickr:", stable=True)
GROUP = form("group", r"[\w-]{2,64}", SITE + "groups/", "flickr:groups/")
GROUP_NUMBER = form(
    "group", r"[0-9]{3,12}@[Nn][0-9]{2}", SITE + "groups/", "flickr:groups/", stable=True
)
TABS = frozenset(
    listed(
        "about albums archives collections contacts discuss faves favorites galleries members "
        "pool recent sets stats tags testimonials with groups"
    )
)


def read_named(path: list[str], chosen: Form, number: Form) -> Answer:
    if len(path) < 2:
        return NotAnAccount(Reason.RESERVED_PAGE, "flickr")
    shape = number if number.matches(path[1]) else chosen
    if not shape.matches(path[1]):
        return NotAnAccount(Reason.INVALID_HANDLE, "flickr")
    account = shape.account("flickr", path[1])
    return below(account, path[2:], TABS, {}) if len(path) > 2 else account


def read_photos(path: list[str], query: str, host: str) -> Answer:
    if len(path) > 1 and path[1].lower() == "tags":
        return NotAnAccount(Reason.SEARCH_PAGE, "flickr")
    return read_named(path, NAME, NUMBER)


def read_group(path: list[str], query: str, host: str) -> Answer:
    return read_named(path, GROUP, GROUP_NUMBER)


def read_bare(path: list[str], query: str, host: str) -> Answer:
    return read_named(["photos", *path], NAME, NUMBER)


read_words = grammar(
    "flickr",
    forms={},
    refused=words(
        reserved=(
            "me recent.gne about account cameras commons creativecommons explore forums help "
            "interesting jobs "
            "map news prints pro services signin signup spam tools upload"
        ),
        posts="photo.gne video p",
        searches="search tags",
    ),
    special={"photos": read_photos, "people": read_photos, "groups": read_group},
)

PLATFORM = Platform(
    key="flickr",
    name="Flickr",
    hosts=("flickr.com",),
    subdomains=("secure",),
    refused_hosts={"flic.kr": Reason.POST},
    kinds=("profile", "group"),
    address="https://www.flickr.com/photos/{}",
    examples=(
        "https://www.flickr.com/photos/strathbegcouncil",
        "https://www.flickr.com/photos/12345678@N00",
        "https://www.flickr.com/groups/strathbeg",
    ),
    read=read_words,
)
