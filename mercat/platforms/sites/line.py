"""LINE official accounts."""

from mercat.platforms.account import Answer, NotAnAccount, Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform

ACCOUNT = form("channel", r"[a-zA-Z0-9._-]{3,24}", "https://page.line.me/", "line:")
read_page = grammar("line", forms={"": ACCOUNT, "@": ACCOUNT}, tabs="profile posts")


def read(path: list[str], query: str, host: str) -> Answer:
    """page.line.me/name and line.me/R/ti/p/@name."""
    if host.startswith("page."):
        return read_page(path, query, host)
    path = path[1:] if path[:1] == ["R"] else path
    if path[:2] == ["ti", "p"] and len(path) > 2 and path[2][0] == "@":
        return read_page(path[2:], query, host)
    shares = path[:1] == ["share"] or path[:2] == ["msg", "text"]
    return NotAnAccount(Reason.SHARE_LINK if shares else Reason.RESERVED_PAGE, "line")


PLATFORM = Platform(
    key="line",
    name="LINE",
    hosts=("line.me",),
    subdomains=("page",),
    common_word=True,
    refused_hosts={"lin.ee": Reason.SHORT_LINK, "line.naver.jp": Reason.RESERVED_PAGE},
    kinds=("channel",),
    address="https://page.line.me/{}",
    examples=("https://page.line.me/strathbeg",),
    read=read,
)
