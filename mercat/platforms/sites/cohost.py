"""Cohost, closed in 2024."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="cohost",
    name="Cohost",
    hosts=("cohost.org",),
    common_word=True,
    closed="2024-12",
    kinds=("profile",),
    address="https://cohost.org/{}",
    examples=("https://cohost.org/strathbeg",),
    read=grammar(
        "cohost",
        forms={
            "": form("profile", r"[\w-]{2,64}", "https://cohost.org/", "cohost:"),
        },
        refused=words(
            reserved="rc static",
        ),
    ),
)
