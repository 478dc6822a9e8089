"""Twitch."""

from mercat.platforms.account import Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="twitch",
    name="Twitch",
    hosts=("twitch.tv",),
    refused_hosts={"clips.twitch.tv": Reason.POST, "player.twitch.tv": Reason.POST},
    kinds=("channel", "group"),
    address="https://www.twitch.tv/{}",
    examples=("https://www.twitch.tv/strathbeg",),
    read=grammar(
        "twitch",
        forms={
            "": form("channel", r"[A-Za-z0-9]\w{2,24}", "https://www.twitch.tv/", "twitch:"),
            "team": form("group", r"[\w-]{2,64}", "https://www.twitch.tv/team/", "twitch:team/"),
        },
        refused=words(
            reserved=(
                "dashboard messages moderator popout u activate bits broadcast creatorcamp "
                "directory downloads drops friends inventory jobs "
                "login logout p payments prime products redeem settings signup store subs "
                "subscriptions turbo user wallet"
            ),
            posts="collections videos",
            searches="search",
        ),
        tabs="about chat clips events followers following home schedule videos",
    ),
)
