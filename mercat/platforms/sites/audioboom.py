"""Audioboom."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="audioboom",
    name="Audioboom",
    hosts=("audioboom.com",),
    kinds=("podcast",),
    address="https://audioboom.com/channels/{}",
    examples=("https://audioboom.com/channels/1234567-strathbeg",),
    read=grammar(
        "audioboom",
        forms={
            "channels": form(
                "podcast", r"[\w-]{2,120}", "https://audioboom.com/channels/", "audioboom:channels/"
            ),
            "channel": form(
                "podcast", r"[\w-]{2,120}", "https://audioboom.com/channels/", "audioboom:channels/"
            ),
        },
        refused=words(
            reserved=(
                "about blog business careers contact download explore help jobs legal login logout "
                "privacy register settings signin signup support terms"
            ),
            posts="boos posts",
            searches="search",
        ),
    ),
)
