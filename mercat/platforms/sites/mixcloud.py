"""Mixcloud."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="mixcloud",
    name="Mixcloud",
    hosts=("mixcloud.com",),
    kinds=("profile",),
    address="https://www.mixcloud.com/{}",
    examples=("https://www.mixcloud.com/strathbeg",),
    read=grammar(
        "mixcloud",
        forms={
            "": form("profile", r"[\w-]{2,64}", "https://www.mixcloud.com/", "mixcloud:"),
        },
        refused=words(
            reserved=(
                "about blog business careers categories contact dashboard developers discover "
                "download explore help jobs legal live login logout premium privacy pro register "
                "select settings signin signup support terms upload widget"
            ),
            searches="search tag",
        ),
        tabs="favorites followers following listens playlists stream uploads",
    ),
)
