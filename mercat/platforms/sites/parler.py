"""Parler."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="parler",
    name="Parler",
    hosts=("parler.com",),
    kinds=("profile",),
    address="https://parler.com/{}",
    examples=("https://parler.com/strathbeg",),
    read=grammar(
        "parler",
        forms={
            "profile": form("profile", r"\w{1,40}", "https://parler.com/", "parler:"),
            "user": form("profile", r"\w{1,40}", "https://parler.com/", "parler:"),
            "": form("profile", r"\w{1,40}", "https://parler.com/", "parler:"),
        },
        refused=words(
            reserved=(
                "about auth blog business careers contact download explore feed help jobs legal "
                "login logout main.php privacy register settings signin signup support terms"
            ),
            posts="post",
            searches="search",
        ),
        tabs="comments media posts",
    ),
)
