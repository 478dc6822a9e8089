"""Justin.tv, closed in 2014."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="justintv",
    name="Justin.tv",
    hosts=("justin.tv",),
    closed="2014-08",
    kinds=("channel",),
    address="https://www.justin.tv/{}",
    examples=("https://www.justin.tv/strathbeg",),
    read=grammar(
        "justintv",
        forms={
            "": form("channel", r"\w{2,30}", "https://www.justin.tv/", "justintv:"),
        },
        refused=words(
            reserved=(
                "about blog business careers contact directory download explore help jobs legal "
                "login "
                "logout privacy register settings signin signup support terms"
            ),
            searches="search",
        ),
    ),
)
