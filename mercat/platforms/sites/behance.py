"""Behance."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="behance",
    name="Behance",
    hosts=("behance.net",),
    kinds=("profile",),
    address="https://www.behance.net/{}",
    examples=("https://www.behance.net/strathbeg",),
    read=grammar(
        "behance",
        forms={
            "": form("profile", r"[\w-]{3,64}", "https://www.behance.net/", "behance:"),
        },
        refused=words(
            reserved=(
                "about assets blog business careers contact dev download explore for_you galleries "
                "help hire hiring joblist jobs legal live login logout onboarding privacy pro "
                "register settings signin signup support terms"
            ),
            posts="collection embed gallery",
            searches="search",
        ),
        tabs="appreciated assets drafts info moodboards projects services",
    ),
)
