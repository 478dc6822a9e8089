"""DeviantArt."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="deviantart",
    name="DeviantArt",
    hosts=("deviantart.com",),
    kinds=("profile",),
    address="https://www.deviantart.com/{}",
    examples=("https://www.deviantart.com/strathbeg",),
    read=grammar(
        "deviantart",
        forms={
            "": form(
                "profile",
                r"[A-Za-z0-9][A-Za-z0-9-]{1,19}",
                "https://www.deviantart.com/",
                "deviantart:",
            ),
        },
        refused=words(
            reserved=(
                "about blog business careers contact core-membership daily-deviations download "
                "explore groups help home jobs join legal login logout popular privacy register "
                "settings shop signin signup support terms topic users watch"
            ),
            posts="art",
            searches="search tag",
        ),
        tabs="about badges favourites gallery posts shop",
    ),
)
