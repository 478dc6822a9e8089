"""Gab."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="gab",
    name="Gab",
    hosts=("gab.com",),
    kinds=("profile", "group"),
    address="https://gab.com/{}",
    examples=("https://gab.com/strathbeg",),
    read=grammar(
        "gab",
        forms={
            "": form("profile", r"\w{1,40}", "https://gab.com/", "gab:"),
            "@": form("profile", r"\w{1,40}", "https://gab.com/", "gab:"),
            "groups": form(
                "group", r"[0-9]{1,10}", "https://gab.com/groups/", "gab:groups/", stable=True
            ),
            "g": form("group", r"\w{1,60}", "https://gab.com/g/", "gab:g/"),
        },
        refused=words(
            reserved=(
                "messages notifications about auth blog business careers compose contact download "
                "explore help home jobs "
                "legal login logout news privacy register settings signin signup support terms "
                "timeline"
            ),
            posts="posts tags",
            searches="search",
        ),
        tabs="comments followers following media photos videos",
    ),
)
