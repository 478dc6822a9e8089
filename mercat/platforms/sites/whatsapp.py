"""WhatsApp: channels, telephone numbers, and invitations to groups."""

import re

from mercat.platforms.account import Answer, NotAnAccount, Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, listed, parameter, words

CHANNEL = form(
    "channel",
    r"[A-Za-z0-9]{16,40}",
    "https://whatsapp.com/channel/",
    "whatsapp:channel/",
    folds=False,
    stable=True,
)
NUMBER = form("profile", r"[0-9]{7,15}", "https://wa.me/", "whatsapp:")
MESSAGE = form(
    "profile", r"[A-Z0-9]{8,24}", "https://wa.me/message/", "whatsapp:message/", folds=False
)
INVITE = form(
    "group", r"[A-Za-z0-9]{16,32}", "https://chat.whatsapp.com/", "whatsapp:invite/", folds=False
)
NOT_DIGITS = re.compile(r"[+\s().-]+")
FRONT = NotAnAccount(Reason.RESERVED_PAGE, "whatsapp")


def read_send(path: list[str], query: str, host: str) -> Answer:
    """A prepared message is an account only when it names who gets it."""
    number = digits(parameter(query, "phone"))
    if NUMBER.matches(number):
        return NUMBER.account("whatsapp", number)
    return NotAnAccount(Reason.SHARE_LINK, "whatsapp")


def digits(text: str) -> str:
    return NOT_DIGITS.sub("", text.replace("%2B", "+").replace("%20", " ")).removeprefix("00")


def read_number(path: list[str], query: str, host: str) -> Answer:
    number = digits(path[0])
    if NUMBER.matches(number):
        return NUMBER.account("whatsapp", number)
    return NotAnAccount(Reason.INVALID_HANDLE, "whatsapp")


read_site = grammar(
    "whatsapp",
    forms={"channel": CHANNEL},
    refused=words(
        reserved=(
            "about android blog business channels coronavirus developers download expressions "
            "faq features help install join legal mac privacy security stayconnected support web "
            "windows"
        ),
        posts="catalog product p",
    ),
    special={"send": read_send},
)


def read_catalogue(path: list[str], query: str, host: str) -> Answer:
    return read_number(path[1:], query, host) if len(path) > 1 else FRONT


read_short = grammar(
    "whatsapp",
    forms={"message": MESSAGE, "channel": CHANNEL},
    refused=words(posts="p qr stickerpack", reserved="settings"),
    special={"send": read_send, "c": read_catalogue},
)
read_invite = grammar("whatsapp", forms={"": INVITE, "invite": INVITE})


def read(path: list[str], query: str, host: str) -> Answer:
    if host == "chat.whatsapp.com":
        return read_invite(path, query, host)
    if not host.endswith("wa.me"):
        return read_site(path, query, host)
    if not path:
        return read_send(path, query, host) if query else FRONT
    is_word = path[0].lower() in SHORT_WORDS
    return read_short(path, query, host) if is_word else read_number(path, query, host)


SHORT_WORDS = frozenset(listed("c channel message p qr send settings stickerpack"))
PLATFORM = Platform(
    key="whatsapp",
    name="WhatsApp",
    hosts=("whatsapp.com", "wa.me"),
    subdomains=("chat", "api", "web"),
    refused_hosts={"wa.link": Reason.SHORT_LINK, "faq.whatsapp.com": Reason.RESERVED_PAGE},
    kinds=("channel", "profile", "group"),
    address="https://wa.me/{}",
    examples=(
        "https://whatsapp.com/channel/0029VaExampleExample1234",
        "https://wa.me/441632960000",
        "https://chat.whatsapp.com/ExampleExampleExample1",
    ),
    read=read,
)
