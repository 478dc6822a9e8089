"""Blip, closed in 2015."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="blip",
    name="Blip",
    hosts=("blip.tv",),
    closed="2015-08",
    kinds=("channel",),
    address="https://blip.tv/{}",
    examples=("https://blip.tv/strathbeg",),
    read=grammar(
        "blip",
        forms={
            "": form("channel", r"[\w-]{2,64}", "https://blip.tv/", "blip:"),
        },
        refused=words(
            reserved=(
                "about blog business careers contact download explore help jobs legal login logout "
                "privacy register settings signin signup support terms"
            ),
            posts="file play",
        ),
    ),
)
