"""Vine, closed in 2017."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="vine",
    name="Vine",
    hosts=("vine.co",),
    common_word=True,
    closed="2017-01",
    kinds=("profile",),
    address="https://vine.co/u/{}",
    examples=("https://vine.co/u/123456789012345678",),
    read=grammar(
        "vine",
        forms={
            "u": form("profile", r"[0-9]{5,25}", "https://vine.co/u/", "vine:u/", stable=True),
            "": form("profile", r"[\w.-]{2,64}", "https://vine.co/", "vine:"),
        },
        refused=words(
            reserved=(
                "about blog business careers contact download explore help jobs legal login logout "
                "privacy register settings signin signup support terms"
            ),
            posts="v",
        ),
    ),
)
