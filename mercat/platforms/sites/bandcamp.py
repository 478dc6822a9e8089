"""Bandcamp: every account has a host of its own."""

from mercat.platforms.grammar import by_subdomain, form
from mercat.platforms.platform import Platform

PLATFORM = Platform(
    key="bandcamp",
    name="Bandcamp",
    hosts=("bandcamp.com",),
    account_subdomains=True,
    kinds=("artist",),
    address="https://{}.bandcamp.com",
    examples=("https://strathbeg.bandcamp.com",),
    read=by_subdomain(
        "bandcamp",
        form("artist", r"[a-z0-9][a-z0-9-]{1,62}", "https://", "bandcamp:", end=".bandcamp.com"),
        own="daily get f4 s4 blog",
        pages="music merch community",
    ),
)
