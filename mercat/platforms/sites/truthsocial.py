"""Truth Social."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="truthsocial",
    name="Truth Social",
    hosts=("truthsocial.com",),
    kinds=("profile",),
    address="https://truthsocial.com/@{}",
    examples=("https://truthsocial.com/@strathbeg",),
    read=grammar(
        "truthsocial",
        forms={
            "@": form("profile", r"\w{1,30}", "https://truthsocial.com/@", "truthsocial:"),
        },
        refused=words(
            reserved=(
                "messages notifications about auth blog business careers contact download explore "
                "help home jobs legal login "
                "logout privacy register settings signin signup support terms"
            ),
            posts="group groups tags",
            searches="search",
            shares="share",
        ),
        tabs="followers following media with_replies",
    ),
)
