"""Odysee."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform

PLATFORM = Platform(
    key="odysee",
    name="Odysee",
    hosts=("odysee.com",),
    kinds=("channel",),
    address="https://odysee.com/@{}",
    examples=("https://odysee.com/@strathbeg:a",),
    read=grammar(
        "odysee",
        forms={
            "@": form(
                "channel", r"[\w.-]{1,80}(?::[0-9a-f]{1,40})?", "https://odysee.com/@", "odysee:@"
            ),
        },
    ),
)
