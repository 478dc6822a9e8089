"""What a site asks of programs that walk through it (RFC 9309)."""

from protego import Protego

from mercat.common.fetching.client import fetch
from mercat.common.fetching.reasons import NotFetched, Reason

NAME = "Mercat"
LARGEST = 500 * 1024
SLOWEST = 30.0


class Robots:
    """The wishes of one site."""

    def __init__(self, text: str) -> None:
        self.rules = Protego.parse(text)

    def allow(self, url: str) -> bool:
        return bool(self.rules.can_fetch(url, NAME))

    @property
    def delay(self) -> float:
        """Seconds between two pages that the site asks for; of a wish for more, this much."""
        return min(float(self.rules.crawl_delay(NAME) or 0), SLOWEST)


def robots_of(site: str) -> Robots:
    """Of `https://host`. A site without the file allows all; one that fails, nothing for now."""
    try:
        page = fetch(f"{site.rstrip('/')}/robots.txt", max_bytes=LARGEST)
    except NotFetched as error:
        if error.reason == Reason.STATUS and 400 <= error.status < 500 and error.status != 429:
            return Robots("")
        raise
    return Robots(page.text)
