"""Bebo, closed in 2013."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="bebo",
    name="Bebo",
    hosts=("bebo.com",),
    closed="2013-08",
    kinds=("profile",),
    address="https://bebo.com/{}",
    examples=("https://bebo.com/strathbeg",),
    read=grammar(
        "bebo",
        forms={
            "": form("profile", r"[\w.-]{2,64}", "https://bebo.com/", "bebo:"),
        },
        refused=words(
            reserved=(
                "about blog business careers contact download explore help jobs legal login logout "
                "privacy register settings signin signup support terms"
            ),
        ),
    ),
)
