"""Posterous, closed in 2013."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="posterous",
    name="Posterous",
    hosts=("posterous.com",),
    closed="2013-04",
    kinds=("person",),
    address="https://posterous.com/people/{}",
    examples=("https://posterous.com/people/strathbeg",),
    read=grammar(
        "posterous",
        forms={
            "people": form(
                "person", r"[\w-]{2,64}", "https://posterous.com/people/", "posterous:people/"
            ),
        },
        refused=words(
            reserved=(
                "about blog business careers contact download explore help jobs legal login logout "
                "privacy register settings signin signup support terms"
            ),
        ),
    ),
)
