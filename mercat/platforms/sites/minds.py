"""Minds."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="minds",
    name="Minds",
    hosts=("minds.com",),
    common_word=True,
    kinds=("profile", "group"),
    address="https://www.minds.com/{}",
    examples=("https://www.minds.com/strathbeg",),
    read=grammar(
        "minds",
        forms={
            "": form("profile", r"\w{2,50}", "https://www.minds.com/", "minds:"),
            "@": form("profile", r"\w{2,50}", "https://www.minds.com/", "minds:"),
            "group": form(
                "group", r"[0-9]{5,20}", "https://www.minds.com/group/", "minds:group/", stable=True
            ),
        },
        refused=words(
            reserved=(
                "about blog boost branding business careers contact discovery download explore "
                "groups "
                "help jobs legal login logout p plus privacy pro register settings signin signup "
                "support terms wallet"
            ),
            posts="blog media newsfeed",
            searches="search",
        ),
        tabs="about blogs groups images subscribers videos",
    ),
)
