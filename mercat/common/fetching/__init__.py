"""The one guarded client for everything that this server asks of others.

    page = fetch("https://strathbeg.example/contact", accept=HTML)
    page.url, page.text, page.body

`fetch` raises NotFetched, whose sentence a page can show. It asks http and https on their usual
ports, public addresses alone, sends no cookie and no name but the site's own, and holds to limits
of size, time and kind. `txt` asks DNS for TXT records, `robots_of` what a site asks of crawlers.
docs/decisions says why.
"""

from mercat.common.fetching.client import fetch, user_agent
from mercat.common.fetching.names import txt
from mercat.common.fetching.page import Page
from mercat.common.fetching.reasons import NotFetched, Reason
from mercat.common.fetching.robots import Robots, robots_of

HTML = ("text/html", "application/xhtml+xml")
JSON = (
    "application/json",
    "application/activity+json",
    "application/ld+json",
    "application/jrd+json",
    "application/did+json",
    "application/did+ld+json",
)

__all__ = [
    "HTML",
    "JSON",
    "NotFetched",
    "Page",
    "Reason",
    "Robots",
    "fetch",
    "robots_of",
    "txt",
    "user_agent",
]
