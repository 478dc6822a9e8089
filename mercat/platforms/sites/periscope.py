"""Periscope, closed in 2021."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="periscope",
    name="Periscope",
    hosts=("periscope.tv", "pscp.tv"),
    closed="2021-03",
    kinds=("profile",),
    address="https://www.periscope.tv/{}",
    examples=("https://www.periscope.tv/strathbeg",),
    read=grammar(
        "periscope",
        forms={
            "": form("profile", r"\w{1,30}", "https://www.periscope.tv/", "periscope:"),
        },
        refused=words(
            reserved=(
                "about blog business careers contact content download explore help jobs legal "
                "login "
                "logout privacy register settings signin signup support terms"
            ),
            posts="w",
        ),
    ),
)
