"""Discord: invitations, which keep their capitals, and listed servers."""

import re

from mercat.platforms.account import Answer, NotAnAccount, Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

INVITE = form(
    "community", r"[A-Za-z0-9][\w-]{1,99}", "https://discord.com/invite/", "discord:", folds=False
)
SERVER = form(
    "community",
    r"[0-9]{15,21}",
    "https://discord.com/servers/",
    "discord:servers/",
    stable=True,
)
PERSON = form(
    "person", r"[0-9]{15,21}", "https://discord.com/users/", "discord:users/", stable=True
)
ID = re.compile(r"(?:^|-)([0-9]{15,21})$")


def read_server(path: list[str], query: str, host: str) -> Answer:
    found = ID.search(path[1]) if len(path) > 1 else None
    if found:
        return SERVER.account("discord", found[1])
    return NotAnAccount(Reason.RESERVED_PAGE, "discord")


read_site = grammar(
    "discord",
    forms={"invite": INVITE, "users": PERSON},
    refused=words(reserved="app", posts="channels events"),
    special={"servers": read_server},
)
read_short = grammar("discord", forms={"": INVITE, "invite": INVITE})


def read(path: list[str], query: str, host: str) -> Answer:
    return read_short(path, query, host) if host.endswith(SHORT) else read_site(path, query, host)


SHORT = "discord.gg"
PLATFORM = Platform(
    key="discord",
    name="Discord",
    hosts=("discord.com", "discordapp.com", "discord.gg"),
    subdomains=("ptb", "canary"),
    kinds=("community", "person"),
    address="https://discord.com/invite/{}",
    examples=(
        "https://discord.com/invite/strathbeg",
        "https://discord.com/users/123456789012345678",
    ),
    read=read,
)
