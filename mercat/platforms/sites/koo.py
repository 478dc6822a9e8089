"""Koo, closed in 2024."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="koo",
    name="Koo",
    hosts=("kooapp.com",),
    common_word=True,
    closed="2024-07",
    kinds=("profile",),
    address="https://www.kooapp.com/profile/{}",
    examples=("https://www.kooapp.com/profile/strathbeg",),
    read=grammar(
        "koo",
        forms={
            "profile": form("profile", r"\w{1,40}", "https://www.kooapp.com/profile/", "koo:"),
        },
        refused=words(
            posts="koo",
        ),
    ),
)
