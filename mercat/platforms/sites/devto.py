"""DEV."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="devto",
    name="DEV",
    hosts=("dev.to",),
    common_word=True,
    kinds=("profile",),
    address="https://dev.to/{}",
    examples=("https://dev.to/strathbeg",),
    read=grammar(
        "devto",
        forms={
            "": form("profile", r"\w{2,30}", "https://dev.to/", "devto:"),
        },
        refused=words(
            reserved=(
                "about code-of-conduct contact enter faq help latest new notifications pod "
                "podcasts privacy readinglist settings shop signout tags terms top videos"
            ),
            posts="t",
            searches="search",
        ),
    ),
)
