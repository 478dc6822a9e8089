"""FriendFeed, closed in 2015."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="friendfeed",
    name="FriendFeed",
    hosts=("friendfeed.com",),
    closed="2015-04",
    kinds=("profile",),
    address="https://friendfeed.com/{}",
    examples=("https://friendfeed.com/strathbeg",),
    read=grammar(
        "friendfeed",
        forms={
            "": form("profile", r"[\w-]{2,64}", "https://friendfeed.com/", "friendfeed:"),
        },
        refused=words(
            reserved=(
                "about blog business careers contact download explore help jobs legal login logout "
                "privacy register settings signin signup support terms"
            ),
            searches="search",
        ),
    ),
)
