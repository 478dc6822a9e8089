"""Myspace. The site still answers, but lost what was on it in 2019 and takes no new posts."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="myspace",
    name="Myspace",
    hosts=("myspace.com",),
    closed="2019",
    kinds=("profile",),
    address="https://myspace.com/{}",
    examples=("https://myspace.com/strathbeg",),
    read=grammar(
        "myspace",
        forms={
            "": form("profile", r"[\w.-]{1,64}", "https://myspace.com/", "myspace:"),
        },
        refused=words(
            reserved=(
                "about blog browse business careers contact discover download explore help jobs "
                "legal "
                "login logout music people privacy register settings signin signup support terms "
                "videos"
            ),
            posts="index.cfm",
            searches="search",
        ),
        tabs="bio connections mixes music photos videos",
    ),
)
