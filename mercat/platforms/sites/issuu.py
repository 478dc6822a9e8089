"""Issuu."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="issuu",
    name="Issuu",
    hosts=("issuu.com",),
    kinds=("profile",),
    address="https://issuu.com/{}",
    examples=("https://issuu.com/strathbeg",),
    read=grammar(
        "issuu",
        forms={
            "": form("profile", r"[\w.-]{3,64}", "https://issuu.com/", "issuu:"),
        },
        refused=words(
            reserved=(
                "about articles blog business careers categories contact download explore features "
                "help home jobs legal login logout pricing privacy publishers register settings "
                "signin signup store support terms webinars"
            ),
            posts="stacks",
            searches="search",
        ),
        tabs="articles docs followers stacks",
    ),
)
