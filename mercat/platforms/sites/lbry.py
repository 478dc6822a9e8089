"""LBRY."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform

PLATFORM = Platform(
    key="lbry",
    name="LBRY",
    hosts=("lbry.tv",),
    closed="2021",
    kinds=("channel",),
    address="https://lbry.tv/@{}",
    examples=("https://lbry.tv/@strathbeg",),
    read=grammar(
        "lbry",
        forms={
            "@": form(
                "channel", r"[\w.-]{1,80}(?::[0-9a-f]{1,40})?", "https://lbry.tv/@", "lbry:@"
            ),
        },
    ),
)
