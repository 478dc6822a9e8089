"""Steemit."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="steemit",
    name="Steemit",
    hosts=("steemit.com",),
    kinds=("profile",),
    address="https://steemit.com/@{}",
    examples=("https://steemit.com/@strathbeg",),
    read=grammar(
        "steemit",
        forms={
            "@": form(
                "profile", r"[a-zA-Z][a-zA-Z0-9.-]{2,15}", "https://steemit.com/@", "steemit:"
            ),
        },
        refused=words(
            reserved=(
                "about.html created faq.html hot login.html privacy.html promoted submit.html "
                "tos.html trending welcome"
            ),
            searches="search",
        ),
        tabs="blog comments communities followed followers posts replies",
    ),
)
