"""Snapchat."""

from mercat.platforms.account import Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="snapchat",
    name="Snapchat",
    hosts=("snapchat.com",),
    subdomains=("story",),
    refused_hosts={"t.snapchat.com": Reason.SHORT_LINK, "map.snapchat.com": Reason.RESERVED_PAGE},
    kinds=("profile",),
    address="https://www.snapchat.com/@{}",
    examples=("https://www.snapchat.com/@strathbeg",),
    read=grammar(
        "snapchat",
        forms={
            "add": form(
                "profile",
                r"[A-Za-z][A-Za-z0-9._-]{2,14}",
                "https://www.snapchat.com/@",
                "snapchat:",
            ),
            "@": form(
                "profile",
                r"[A-Za-z][A-Za-z0-9._-]{2,14}",
                "https://www.snapchat.com/@",
                "snapchat:",
            ),
            "s": form(
                "profile",
                r"[A-Za-z][A-Za-z0-9._-]{2,14}",
                "https://www.snapchat.com/@",
                "snapchat:",
            ),
        },
        refused=words(
            reserved=(
                "accounts ads camera create discover download download-snapchat explore geofilters "
                "jobs l legal login map plus privacy support terms web"
            ),
            posts="lens lenses p spotlight t topic unlock",
            searches="search",
            shares="scan share",
        ),
    ),
)
