"""Acast: one show has a page, a player and a feed."""

from mercat.platforms.account import Answer
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform

SHOW = form("podcast", r"[\w-]{2,80}", "https://shows.acast.com/", "acast:")
TABS = "episodes about"
read_show = grammar("acast", forms={"": SHOW}, tabs=TABS)
read_player = grammar("acast", forms={"s": SHOW}, tabs=TABS)


def read(path: list[str], query: str, host: str) -> Answer:
    if path[:2] == ["public", "shows"]:
        return read_show(path[2:], query, host)
    if host.startswith("shows."):
        return read_show(path, query, host)
    return read_player(path, query, host)


PLATFORM = Platform(
    key="acast",
    name="Acast",
    hosts=("acast.com",),
    subdomains=("shows", "play", "feeds"),
    kinds=("podcast",),
    address="https://shows.acast.com/{}",
    examples=("https://shows.acast.com/strathbeg",),
    read=read,
)
