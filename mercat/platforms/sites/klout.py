"""Klout, closed in 2018."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="klout",
    name="Klout",
    hosts=("klout.com",),
    closed="2018-05",
    kinds=("profile",),
    address="https://klout.com/{}",
    examples=("https://klout.com/strathbeg",),
    read=grammar(
        "klout",
        forms={
            "": form("profile", r"\w{1,30}", "https://klout.com/", "klout:"),
        },
        refused=words(
            reserved=(
                "about blog business careers contact download explore help jobs legal login logout "
                "privacy register settings signin signup support terms"
            ),
        ),
    ),
)
