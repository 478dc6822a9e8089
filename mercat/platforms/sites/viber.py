"""Viber: communities by name, and invitations whose code keeps its capitals."""

from mercat.platforms.account import Answer, NotAnAccount, Reason
from mercat.platforms.grammar import form
from mercat.platforms.platform import Platform, parameter

NAMED = form("community", r"[\w.-]{2,64}", "https://chats.viber.com/", "viber:")
INVITE = form(
    "group", r"[\w%=+-]{10,120}", "https://invite.viber.com/?g2=", "viber:g2/", folds=False
)


def read(path: list[str], query: str, host: str) -> Answer:
    code = parameter(query, "g2") or parameter(query, "g")
    if INVITE.matches(code):
        return INVITE.account("viber", code)
    if host.startswith("chats.") and path:
        if NAMED.matches(path[0]):
            return NAMED.account("viber", path[0])
        return NotAnAccount(Reason.INVALID_HANDLE, "viber")
    return NotAnAccount(Reason.RESERVED_PAGE, "viber")


PLATFORM = Platform(
    key="viber",
    name="Viber",
    hosts=("viber.com",),
    subdomains=("chats", "invite"),
    kinds=("community", "group"),
    address="https://chats.viber.com/{}",
    examples=("https://chats.viber.com/strathbeg",),
    read=read,
)
