"""Reddit."""

from mercat.platforms.account import Answer, NotAnAccount, Reason
from mercat.platforms.grammar import Form, below, form, grammar
from mercat.platforms.platform import Platform, listed, words

SITE = "https://www.reddit.com/"
COMMUNITY = form("community", r"[A-Za-z0-9][A-Za-z0-9_]{1,20}", SITE + "r/", "reddit:r/")
PERSON = form("person", r"[A-Za-z0-9_-]{3,20}", SITE + "user/", "reddit:user/")
TABS = frozenset(
    listed(
        ".rss .json new hot top rising best controversial about wiki comments submitted overview "
        "gilded saved upvoted m posts"
    )
)
INNER = words(shares="submit", searches="search")
FRONT = NotAnAccount(Reason.RESERVED_PAGE, "reddit")


def read_shape(shape: Form, path: list[str]) -> Answer:
    if len(path) < 2:
        return FRONT
    name = path[1].removesuffix(".rss").removesuffix(".json")
    if not shape.matches(name):
        return NotAnAccount(Reason.INVALID_HANDLE, "reddit")
    account = shape.account("reddit", name)
    return below(account, path[2:], TABS, INNER) if len(path) > 2 else account


def read_community(path: list[str], query: str, host: str) -> Answer:
    """/r/u_name is the profile of a person."""
    if len(path) > 1 and path[1].lower().startswith("u_"):
        return read_shape(PERSON, ["user", path[1][2:], *path[2:]])
    return read_shape(COMMUNITY, path)


def read_submit(path: list[str], query: str, host: str) -> Answer:
    return NotAnAccount(Reason.SHARE_LINK if query else Reason.RESERVED_PAGE, "reddit")


def read_person(path: list[str], query: str, host: str) -> Answer:
    return read_shape(PERSON, path)


PLATFORM = Platform(
    key="reddit",
    name="Reddit",
    hosts=("reddit.com",),
    subdomains=("old", "np", "new", "sh", "amp", "i"),
    refused_hosts={
        "redd.it": Reason.POST,
        "i.redd.it": Reason.POST,
        "v.redd.it": Reason.POST,
        "out.reddit.com": Reason.SHARE_LINK,
    },
    kinds=("community", "person"),
    address=SITE + "r/{}",
    examples=(SITE + "r/strathbeg", SITE + "user/strathbeg_council"),
    read=grammar(
        "reddit",
        forms={},
        refused=words(
            reserved=(
                "about chat login me message notifications policies premium prefs register "
                "settings "
                "subreddits wiki"
            ),
            posts="comments gallery poll tb video live t topics",
            searches="search explore",
        ),
        special={"r": read_community, "user": read_person, "u": read_person, "submit": read_submit},
    ),
)
