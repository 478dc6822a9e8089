"""Podbean: a podcast has a page with an id, and a host of its own."""

from mercat.platforms.account import Answer
from mercat.platforms.grammar import by_subdomain, form, grammar
from mercat.platforms.platform import Platform

PAGE = form(
    "podcast",
    r"[a-z0-9]{5}-[0-9a-f]{4,12}",
    "https://www.podbean.com/podcast-detail/",
    "podbean:id/",
    stable=True,
)
SHOW = form("podcast", r"[a-z0-9-]{2,63}", "https://", "podbean:", end=".podbean.com")

read_page = grammar("podbean", forms={"podcast-detail": PAGE})
read_show = by_subdomain("podbean", SHOW, own="feed patron sponsorship developers", pages="page")


def read(path: list[str], query: str, host: str) -> Answer:
    """The title after the id is there for people only."""
    if host.removeprefix("www.") == "podbean.com":
        return read_page(path[:2], query, host)
    return read_show(path, query, host)


PLATFORM = Platform(
    key="podbean",
    name="Podbean",
    hosts=("podbean.com",),
    account_subdomains=True,
    kinds=("podcast",),
    address="https://{}.podbean.com",
    examples=("https://strathbeg.podbean.com",),
    read=read,
)
