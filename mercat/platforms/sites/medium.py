"""Medium. A person also has name.medium.com, and a feed of each stands below /feed/."""

from mercat.platforms.account import Answer, Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

SITE = "https://medium.com/"
PERSON = form("person", r"[\w.-]{1,60}", SITE + "@", "medium:@")
PUBLICATION = form("publication", r"[\w-]{2,80}", SITE, "medium:")


def read_feed(path: list[str], query: str, host: str) -> Answer:
    return read_name(path[1:], query, host)


read_name = grammar(
    "medium",
    forms={"": PUBLICATION, "@": PERSON},
    refused=words(
        reserved=(
            "about business creators earn explore-topics help help-center jobs m membership "
            "new-story partner-program plans policy policies press privacy terms topics write "
            "jobs-at-medium me"
        ),
        posts="p s",
        searches="search tag topic",
    ),
    special={"feed": read_feed},
    tabs=(
        "about all archive claps followers following has-recommended highlights home latest "
        "list lists membership publications responses subscribe"
    ),
)


def read(path: list[str], query: str, host: str) -> Answer:
    before = host.removesuffix("medium.com").rstrip(".")
    if before in ("", "www", "m", "mobile"):
        return read_name(path, query, host)
    path = path[1:] if path[:1] == ["feed"] else path
    return read_name(["@" + before, *path], query, host)


PLATFORM = Platform(
    key="medium",
    name="Medium",
    hosts=("medium.com",),
    account_subdomains=True,
    common_word=True,
    refused_hosts={"link.medium.com": Reason.POST, "help.medium.com": Reason.RESERVED_PAGE},
    kinds=("person", "publication"),
    address=SITE + "@{}",
    examples=(SITE + "@strathbeg", SITE + "strathbeg-stories"),
    read=read,
)
