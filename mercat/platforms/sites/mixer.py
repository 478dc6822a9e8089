"""Mixer, closed in 2020."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="mixer",
    name="Mixer",
    hosts=("mixer.com",),
    common_word=True,
    closed="2020-07",
    kinds=("channel",),
    address="https://mixer.com/{}",
    examples=("https://mixer.com/strathbeg",),
    read=grammar(
        "mixer",
        forms={
            "": form("channel", r"\w{2,30}", "https://mixer.com/", "mixer:"),
        },
        refused=words(
            reserved=(
                "about blog browse business careers contact download explore help jobs legal login "
                "logout privacy register settings signin signup support terms"
            ),
        ),
    ),
)
