"""Goodreads."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="goodreads",
    name="Goodreads",
    hosts=("goodreads.com",),
    kinds=("profile",),
    address="https://www.goodreads.com/{}",
    examples=("https://www.goodreads.com/strathbeg",),
    read=grammar(
        "goodreads",
        forms={
            "": form("profile", r"[\w-]{2,64}", "https://www.goodreads.com/", "goodreads:"),
        },
        refused=words(
            reserved=(
                "about api blog business careers choiceawards contact download explore genres "
                "giveaway help home interviews jobs legal list login logout news privacy quotes "
                "recommendations register settings shelf signin signup support terms "
                "user_challenges"
            ),
            posts="book event review series topic work",
            searches="search",
        ),
    ),
)
