"""Threads."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PROFILE = form(
    "profile",
    r"(?=.{1,30}\Z)[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*",
    "https://www.threads.com/@",
    "threads:",
)

PLATFORM = Platform(
    key="threads",
    name="Threads",
    hosts=("threads.com", "threads.net"),
    common_word=True,
    kinds=("profile",),
    address="https://www.threads.com/@{}",
    examples=("https://www.threads.com/@strathbeg.council",),
    read=grammar(
        "threads",
        forms={"@": PROFILE},
        refused=words(
            reserved="about activity following for_you login settings terms privacy saved liked",
            posts="t tag custom_feed",
            searches="search explore",
            shares="intent share",
        ),
        tabs="replies media reposts followers following",
    ),
)
