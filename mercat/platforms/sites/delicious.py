"""Delicious, closed in 2017."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="delicious",
    name="Delicious",
    hosts=("delicious.com", "del.icio.us"),
    closed="2017-06",
    kinds=("profile",),
    address="https://delicious.com/{}",
    examples=("https://delicious.com/strathbeg",),
    read=grammar(
        "delicious",
        forms={
            "": form("profile", r"[\w.-]{2,64}", "https://delicious.com/", "delicious:"),
        },
        refused=words(
            reserved=(
                "about blog business careers contact download explore help jobs legal login logout "
                "privacy register settings signin signup support terms"
            ),
            searches="search tag",
            shares="post save",
        ),
    ),
)
