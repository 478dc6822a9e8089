"""VK. The words club, public, event and id before a number make names that cannot change."""

import re

from mercat.platforms.account import Answer, NotAnAccount, Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

ITEM = re.compile(
    r"(?:wall|photo|video|clip|album|topic|audio|doc|story|market)-?[0-9].*"
).fullmatch

NUMBERED = form(
    "page", r"(?:id|club|public|event)[0-9]{1,12}", "https://vk.com/", "vk:", stable=True
)

read_page = grammar(
    "vk",
    forms={
        "": form("page", r"[A-Za-z][A-Za-z0-9_.]{1,39}", "https://vk.com/", "vk:"),
    },
    refused=words(
        reserved=(
            "about apps blog business dev docs feed friends gifts groups help im jobs join "
            "landing market me music news people privacy restore settings support terms topic "
            "video_catalog"
        ),
        posts="album audio clips doc photo story video wall",
        searches="search",
        shares="away away.php share share.php widget_community.php",
    ),
)


def read(path: list[str], query: str, host: str) -> Answer:
    """The number of a post is glued to its kind, as in /wall-1_2."""
    if path and ITEM(path[0]):
        return NotAnAccount(Reason.POST, "vk")
    if len(path) == 1 and NUMBERED.matches(path[0]):
        return NUMBERED.account("vk", path[0])
    return read_page(path, query, host)


PLATFORM = Platform(
    key="vk",
    name="VK",
    hosts=("vk.com", "vk.ru", "vkontakte.ru"),
    refused_hosts={"vk.cc": Reason.SHARE_LINK, "away.vk.com": Reason.SHARE_LINK},
    kinds=("page",),
    address="https://vk.com/{}",
    examples=("https://vk.com/strathbeg",),
    read=read,
)
