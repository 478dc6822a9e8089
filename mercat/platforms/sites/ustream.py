"""Ustream, closed in 2018."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

SITE = "https://www.ustream.tv/"

PLATFORM = Platform(
    key="ustream",
    name="Ustream",
    hosts=("ustream.tv", "ustre.am"),
    closed="2018-09",
    kinds=("channel", "profile"),
    address=SITE + "channel/{}",
    examples=(SITE + "channel/strathbeg", SITE + "user/strathbeg"),
    read=grammar(
        "ustream",
        forms={
            "channel": form("channel", r"[\w.-]{2,100}", SITE + "channel/", "ustream:channel/"),
            "user": form("profile", r"[\w.-]{2,64}", SITE + "user/", "ustream:user/"),
            "": form("channel", r"[\w.-]{2,100}", SITE, "ustream:"),
        },
        refused=words(
            reserved="about blog help login platform signup terms",
            posts="recorded embed",
            searches="search explore discovery",
        ),
        tabs="videos shows highlights about",
    ),
)
