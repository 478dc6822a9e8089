"""Dribbble."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="dribbble",
    name="Dribbble",
    hosts=("dribbble.com",),
    kinds=("profile",),
    address="https://dribbble.com/{}",
    examples=("https://dribbble.com/strathbeg",),
    read=grammar(
        "dribbble",
        forms={
            "": form("profile", r"[\w-]{2,64}", "https://dribbble.com/", "dribbble:"),
        },
        refused=words(
            reserved=(
                "about account blog business careers contact designers designs download explore "
                "freelance-jobs help highlights jobs learn legal login logout privacy pro register "
                "resources session settings shop signin signup stories support teams terms"
            ),
            posts="goods shots",
            searches="search tags",
        ),
        tabs=("about collections followers following likes members projects services shots"),
    ),
)
