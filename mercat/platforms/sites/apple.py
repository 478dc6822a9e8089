"""Apple Podcasts and Apple Music: the number after "id" is the account, in every country."""

import re

from mercat.platforms.account import Answer, NotAnAccount, Reason
from mercat.platforms.grammar import form
from mercat.platforms.platform import Platform

SHOW = form(
    "podcast",
    r"[0-9]{6,12}",
    "https://podcasts.apple.com/podcast/id",
    "apple:podcast/",
    stable=True,
)
ARTIST = form(
    "artist", r"[0-9]{4,12}", "https://music.apple.com/artist/", "apple:artist/", stable=True
)
COUNTRY = re.compile(r"[a-z]{2}").fullmatch


def read(path: list[str], query: str, host: str) -> Answer:
    if path and COUNTRY(path[0]):
        path = path[1:]
    if not path:
        return NotAnAccount(Reason.RESERVED_PAGE, "apple")
    shape = {"podcast": SHOW, "artist": ARTIST}.get(path[0])
    if shape is None:
        return NotAnAccount(Reason.POST, "apple")
    # With ?i= the address is one episode of the podcast.
    if query.startswith("i=") or "&i=" in query:
        return NotAnAccount(Reason.POST, "apple")
    number = path[-1].removeprefix("id")
    if shape.matches(number):
        return shape.account("apple", number)
    return NotAnAccount(Reason.INVALID_HANDLE, "apple")


PLATFORM = Platform(
    key="apple",
    name="Apple Podcasts",
    hosts=("podcasts.apple.com", "itunes.apple.com", "music.apple.com"),
    kinds=("podcast", "artist"),
    address="https://podcasts.apple.com/podcast/id{}",
    examples=("https://podcasts.apple.com/podcast/id1234567890",),
    read=read,
)
