"""Instagram."""

from mercat.platforms.account import NotAnAccount, Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PROFILE = form(
    "profile",
    r"(?=.{1,30}\Z)[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*",
    "https://www.instagram.com/",
    "instagram:",
)

REFUSED = words(
    reserved=(
        "direct archive your_activity about about-us accounts ads api business challenge creators "
        "data developer developers "
        "directory download emails embed.js graphql guidelines help legal lite nametag "
        "oauth press privacy push qr safety session settings signup static support terms "
        "topics tos web"
    ),
    posts="p reel reels stories tv",
    searches="explore search",
    shares="sharer share s",
)


def read_explore(path: list[str], query: str, host: str) -> NotAnAccount:
    lists_posts = len(path) > 2 and path[1].lower() in ("tags", "locations")
    return NotAnAccount(Reason.POST if lists_posts else Reason.SEARCH_PAGE, "instagram")


PLATFORM = Platform(
    key="instagram",
    name="Instagram",
    hosts=("instagram.com", "instagr.am"),
    refused_hosts={"l.instagram.com": Reason.SHARE_LINK, "ig.me": Reason.SHORT_LINK},
    kinds=("profile",),
    address="https://www.instagram.com/{}",
    examples=("https://www.instagram.com/strathbeg.council",),
    read=grammar(
        "instagram",
        forms={"": PROFILE, "@": PROFILE},
        refused=REFUSED,
        special={"explore": read_explore},
        tabs="channel embed feed followers following guides reels saved tagged",
    ),
)
