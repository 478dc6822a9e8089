"""Kick."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="kick",
    name="Kick",
    hosts=("kick.com",),
    common_word=True,
    kinds=("channel",),
    address="https://kick.com/{}",
    examples=("https://kick.com/strathbeg",),
    read=grammar(
        "kick",
        forms={
            "": form("channel", r"\w[\w-]{2,24}", "https://kick.com/", "kick:"),
        },
        refused=words(
            reserved=(
                "about authentication browse categories category community-guidelines dashboard "
                "following help login privacy-policy register settings signup subscriptions "
                "terms-of- "
                "service"
            ),
            posts="video videos",
            searches="search",
        ),
        tabs="about chatroom clips videos",
    ),
)
