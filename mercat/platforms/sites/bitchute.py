"""BitChute."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="bitchute",
    name="BitChute",
    hosts=("bitchute.com",),
    kinds=("channel", "profile"),
    address="https://www.bitchute.com/channel/{}",
    examples=("https://www.bitchute.com/channel/strathbeg",),
    read=grammar(
        "bitchute",
        forms={
            "channel": form(
                "channel",
                r"[\w-]{2,64}",
                "https://www.bitchute.com/channel/",
                "bitchute:",
                folds=False,
            ),
            "profile": form(
                "profile",
                r"[\w-]{2,64}",
                "https://www.bitchute.com/profile/",
                "bitchute:profile/",
                folds=False,
            ),
        },
        refused=words(
            reserved=(
                "about blog business careers contact download explore help jobs legal login logout "
                "privacy register settings signin signup support terms"
            ),
            posts="embed hashtag playlist video",
            searches="search",
        ),
    ),
)
