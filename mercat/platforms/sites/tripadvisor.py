"""Tripadvisor."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="tripadvisor",
    name="Tripadvisor",
    hosts=(
        "tripadvisor.com",
        "tripadvisor.co.uk",
        "tripadvisor.ie",
        "tripadvisor.ca",
        "tripadvisor.com.au",
        "tripadvisor.de",
        "tripadvisor.fr",
        "tripadvisor.es",
        "tripadvisor.it",
    ),
    kinds=("person",),
    address="https://www.tripadvisor.com/Profile/{}",
    examples=("https://www.tripadvisor.com/Profile/strathbeg",),
    read=grammar(
        "tripadvisor",
        forms={
            "profile": form(
                "person",
                r"[\w-]{2,64}",
                "https://www.tripadvisor.com/Profile/",
                "tripadvisor:profile/",
            ),
            "members": form(
                "person",
                r"[\w-]{2,64}",
                "https://www.tripadvisor.com/Profile/",
                "tripadvisor:profile/",
            ),
        },
        refused=words(
            searches="search",
        ),
    ),
)
