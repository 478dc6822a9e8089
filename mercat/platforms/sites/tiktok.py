"""TikTok."""

from mercat.platforms.account import Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PROFILE = form(
    "profile", r"(?=.*[A-Za-z0-9_])[\w.]{2,24}(?<!\.)", "https://www.tiktok.com/@", "tiktok:"
)

PLATFORM = Platform(
    key="tiktok",
    name="TikTok",
    hosts=("tiktok.com",),
    refused_hosts={"vm.tiktok.com": Reason.POST, "vt.tiktok.com": Reason.POST},
    kinds=("profile",),
    address="https://www.tiktok.com/@{}",
    examples=("https://www.tiktok.com/@strathbegcouncil",),
    read=grammar(
        "tiktok",
        forms={"@": PROFILE},
        refused=words(
            reserved=(
                "about ads business channel coin community-guidelines creators download embed "
                "explore feedback following forgot-password foryou friends legal live login "
                "messages notifications passport privacy safety setting settings shop signup "
                "tiktokstudio transparency upload"
            ),
            posts="effect music place playlist sticker t tag v",
            searches="discover search",
            shares="share",
        ),
        tabs="live liked reposts",
    ),
)
