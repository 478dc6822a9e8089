"""Bilibili: accounts are numbers at space.bilibili.com."""

from mercat.platforms.account import Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="bilibili",
    name="Bilibili",
    hosts=("bilibili.com",),
    subdomains=("space",),
    refused_hosts={"b23.tv": Reason.SHORT_LINK, "live.bilibili.com": Reason.POST},
    kinds=("channel",),
    address="https://space.bilibili.com/{}",
    examples=("https://space.bilibili.com/123456",),
    read=grammar(
        "bilibili",
        forms={
            "": form(
                "channel", r"[0-9]{1,20}", "https://space.bilibili.com/", "bilibili:", stable=True
            ),
        },
        refused=words(
            reserved="account anime",
            posts="bangumi opus read video",
        ),
        tabs="article channel dynamic favlist video",
    ),
)
