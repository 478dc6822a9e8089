"""Steam."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="steam",
    name="Steam",
    hosts=("steamcommunity.com",),
    kinds=("person", "group"),
    address="https://steamcommunity.com/groups/{}",
    examples=("https://steamcommunity.com/groups/strathbeg",),
    read=grammar(
        "steam",
        forms={
            "id": form("person", r"[\w-]{2,32}", "https://steamcommunity.com/id/", "steam:id/"),
            "profiles": form(
                "person",
                r"[0-9]{17}",
                "https://steamcommunity.com/profiles/",
                "steam:profiles/",
                stable=True,
            ),
            "groups": form(
                "group", r"[\w-]{2,32}", "https://steamcommunity.com/groups/", "steam:groups/"
            ),
        },
        refused=words(
            reserved="discussions login market workshop",
            posts="app sharedfiles",
            searches="search",
            shares="linkfilter",
        ),
        tabs="announcements discussions events friends games members",
    ),
)
