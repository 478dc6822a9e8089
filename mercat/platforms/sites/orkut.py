"""Orkut, closed in 2014."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="orkut",
    name="Orkut",
    hosts=("orkut.com",),
    closed="2014-09",
    kinds=("profile",),
    address="https://www.orkut.com/{}",
    examples=("https://www.orkut.com/strathbeg",),
    read=grammar(
        "orkut",
        forms={
            "": form("profile", r"[\w.-]{2,64}", "https://www.orkut.com/", "orkut:"),
        },
        refused=words(
            reserved=(
                "about blog business careers contact download explore help jobs legal login logout "
                "main privacy register settings signin signup support terms"
            ),
        ),
    ),
)
