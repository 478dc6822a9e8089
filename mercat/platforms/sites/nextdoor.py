"""Nextdoor: pages of businesses, and agencies of government."""

from mercat.platforms.account import Answer, NotAnAccount, Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

SITE = "https://nextdoor.com/"
PAGE = form("page", r"[\w.~-]{2,150}", SITE + "pages/", "nextdoor:pages/")
AGENCY = form(
    "organisation",
    r"[A-Za-z-]{2,40}/[\w.-]{1,80}/[\w.-]{1,150}",
    SITE + "agency-detail/",
    "nextdoor:agency/",
)


def read_agency(path: list[str], query: str, host: str) -> Answer:
    """/agency-detail/state/city/name; only the three together are one agency."""
    name = "/".join(path[1:4])
    if len(path) < 4:
        return NotAnAccount(Reason.RESERVED_PAGE, "nextdoor")
    if not AGENCY.matches(name):
        return NotAnAccount(Reason.INVALID_HANDLE, "nextdoor")
    return AGENCY.account("nextdoor", name)


PLATFORM = Platform(
    key="nextdoor",
    name="Nextdoor",
    hosts=(
        "nextdoor.com",
        "nextdoor.co.uk",
        "nextdoor.com.au",
        "nextdoor.ca",
        "nextdoor.de",
        "nextdoor.fr",
        "nextdoor.it",
        "nextdoor.es",
        "nextdoor.nl",
        "nextdoor.dk",
        "nextdoor.se",
    ),
    subdomains=("us", "uk", "au"),
    kinds=("page", "organisation"),
    address=SITE + "pages/{}",
    examples=(SITE + "pages/strathbeg-library", SITE + "agency-detail/or/strathbeg/town-hall"),
    read=grammar(
        "nextdoor",
        forms={"pages": PAGE},
        refused=words(
            reserved="profile inbox notifications",
            posts="p news_feed post events event for_sale_and_free g",
            searches="search",
            shares="sharekit",
        ),
        special={"agency-detail": read_agency, "agency": read_agency},
        tabs="about photos recommendations posts reviews map services",
    ),
)
