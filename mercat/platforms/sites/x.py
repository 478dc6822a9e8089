"""X, until 2023 Twitter."""

import re

from mercat.platforms.account import Account, Answer, NotAnAccount, Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, parameter, words

PROFILE = form("profile", r"[A-Za-z0-9_]{1,15}", "https://x.com/", "x:")
USER_ID = form("profile", r"[0-9]{1,20}", "https://x.com/i/user/", "x:id/", stable=True)
COMMUNITY = form(
    "community", r"[0-9]{5,20}", "https://x.com/i/communities/", "x:communities/", stable=True
)
INSIDE = {"user": USER_ID, "communities": COMMUNITY}
INSIDE_POSTS = re.compile("web|status|spaces|broadcasts|moments|article").fullmatch

REFUSED = words(
    reserved=(
        "about account accounts analytics articles bookmarks compose connect_people download "
        "followers following help jobs keyboard_shortcuts lists login logout mentions messages "
        "moments notifications oauth personalization privacy pro rules settings signup "
        "similar_to statistics terms tos who_to_follow widgets javascripts tweetbutton"
    ),
    posts="status statuses",
    searches="explore hashtag search search-advanced search-home",
    shares="intent share",
)


def read_home(path: list[str], query: str, host: str) -> Answer:
    shared = parameter(query, "status")
    return NotAnAccount(Reason.SHARE_LINK if shared else Reason.RESERVED_PAGE, "x")


def read_inside(path: list[str], query: str, host: str) -> Answer | Account:
    """Addresses below /i/, where only ids of people and communities are accounts."""
    word = path[1].lower() if len(path) > 1 else ""
    shape = INSIDE.get(word)
    if shape and len(path) == 3 and shape.matches(path[2]):
        return shape.account("x", path[2])
    return NotAnAccount(Reason.POST if INSIDE_POSTS(word) else Reason.RESERVED_PAGE, "x")


PLATFORM = Platform(
    key="x",
    name="X",
    hosts=("x.com", "twitter.com"),
    refused_hosts={"t.co": Reason.SHARE_LINK, "pic.twitter.com": Reason.POST},
    kinds=("profile", "community"),
    address="https://x.com/{}",
    examples=("https://x.com/strathbegtown", "https://x.com/i/user/1234567890"),
    read=grammar(
        "x",
        forms={"": PROFILE, "@": PROFILE},
        refused=REFUSED,
        special={"home": read_home, "i": read_inside},
        tabs=(
            "about affiliates articles favorites followers followers_you_follow following "
            "header_photo highlights likes lists media photo replies subscriptions superfollows "
            "tweets verified_followers with_replies"
        ),
    ),
)
