"""Bitbucket."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="bitbucket",
    name="Bitbucket",
    hosts=("bitbucket.org",),
    kinds=("profile",),
    address="https://bitbucket.org/{}",
    examples=("https://bitbucket.org/strathbeg",),
    read=grammar(
        "bitbucket",
        forms={
            "": form("profile", r"[\w.-]{2,62}", "https://bitbucket.org/", "bitbucket:"),
        },
        refused=words(
            reserved="account blog dashboard help product site socialauth support",
            searches="repo search",
        ),
        tabs="projects repositories workspace",
    ),
)
