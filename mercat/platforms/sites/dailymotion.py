"""Dailymotion."""

from mercat.platforms.account import Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="dailymotion",
    name="Dailymotion",
    hosts=("dailymotion.com",),
    refused_hosts={"dai.ly": Reason.POST, "geo.dailymotion.com": Reason.POST},
    kinds=("channel",),
    address="https://www.dailymotion.com/{}",
    examples=("https://www.dailymotion.com/strathbeg",),
    read=grammar(
        "dailymotion",
        forms={
            "": form("channel", r"[\w-]{2,64}", "https://www.dailymotion.com/", "dailymotion:"),
            "user": form("channel", r"[\w-]{2,64}", "https://www.dailymotion.com/", "dailymotion:"),
        },
        refused=words(
            reserved=(
                "about archived browse careers community de en es feedback following fr gb help "
                "histoire it legal library login logout partner press register settings signin "
                "terms "
                "upload us"
            ),
            posts="embed hashtag live playlist topic video",
            searches="search",
        ),
        tabs="about live playlists videos",
    ),
)
