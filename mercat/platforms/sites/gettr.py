"""GETTR."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="gettr",
    name="GETTR",
    hosts=("gettr.com",),
    kinds=("profile",),
    address="https://gettr.com/user/{}",
    examples=("https://gettr.com/user/strathbeg",),
    read=grammar(
        "gettr",
        forms={
            "user": form("profile", r"\w{1,30}", "https://gettr.com/user/", "gettr:"),
        },
        refused=words(
            reserved=(
                "about blog business careers contact download explore help jobs legal login logout "
                "privacy register settings signin signup support terms"
            ),
            posts="post streaming",
            searches="search",
        ),
    ),
)
