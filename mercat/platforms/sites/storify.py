"""Storify, closed in 2018."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="storify",
    name="Storify",
    hosts=("storify.com",),
    closed="2018-05",
    kinds=("profile",),
    address="https://storify.com/{}",
    examples=("https://storify.com/strathbeg",),
    read=grammar(
        "storify",
        forms={
            "": form("profile", r"[\w.-]{2,64}", "https://storify.com/", "storify:"),
        },
        refused=words(
            reserved=(
                "about blog browse business careers contact download explore faq help jobs legal "
                "login logout privacy register settings signin signup support terms"
            ),
            searches="search",
        ),
    ),
)
