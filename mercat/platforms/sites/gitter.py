"""Gitter, moved into Matrix in 2023."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="gitter",
    name="Gitter",
    hosts=("gitter.im",),
    closed="2023-02",
    kinds=("community",),
    address="https://gitter.im/{}",
    examples=("https://gitter.im/strathbeg",),
    read=grammar(
        "gitter",
        forms={
            "": form("community", r"[\w.-]{2,64}", "https://gitter.im/", "gitter:"),
        },
        refused=words(
            reserved=(
                "about apps blog business careers contact download explore help home jobs legal "
                "login "
                "logout privacy register settings signin signup support terms"
            ),
            searches="explore",
        ),
        tabs="Lobby home lobby",
    ),
)
