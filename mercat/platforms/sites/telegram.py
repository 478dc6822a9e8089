"""Telegram: channels, groups and people share their names."""

from mercat.platforms.account import Answer, NotAnAccount, Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, parameter, words

CHANNEL = form(
    "channel", r"(?=.{4,32}\Z)[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*", "https://t.me/", "telegram:"
)
INVITE = form("group", r"\+?[A-Za-z0-9_-]{10,40}", "https://t.me/+", "telegram:+", folds=False)
NUMBER = form("profile", r"\+[0-9]{7,15}", "https://t.me/", "telegram:", stable=True)

REFUSED = words(
    reserved=(
        "a addemoji addlist addstickers addtheme apps auction bg blog boost confirmphone contact "
        "dl faq giftcode invoice iv k login m nft privacy proxy setlanguage socks tos z"
    ),
    posts="c stickers",
    shares="share msg msg_url",
)


def read_invite(path: list[str], query: str, host: str) -> Answer:
    if len(path) < 2:
        return NotAnAccount(Reason.RESERVED_PAGE, "telegram")
    code = path[1].removeprefix("+")
    if INVITE.matches(code):
        return INVITE.account("telegram", code)
    return NotAnAccount(Reason.INVALID_HANDLE, "telegram")


def read_preview(path: list[str], query: str, host: str) -> Answer:
    return read_name(path[1:], query, host)


read_name = grammar(
    "telegram",
    forms={"": CHANNEL, "@": CHANNEL},
    refused=REFUSED,
    special={"joinchat": read_invite, "s": read_preview},
)


def read(path: list[str], query: str, host: str) -> Answer:
    if path and path[0][0] == "+":
        if NUMBER.matches(path[0]) and len(path[0]) < 15:
            return NUMBER.account("telegram", path[0])
        return read_invite(["joinchat", *path], query, host)
    if path and path[0] == "resolve":
        domain = parameter(query, "domain")
        return read_name([domain] if domain else [], query, host)
    before = host.removeprefix("www.").partition(".")
    if before[2] in HOSTS and before[0] not in ("m", "mobile", "web"):
        return read_name([before[0], *path], query, host)
    return read_name(path, query, host)


HOSTS = ("t.me", "telegram.me", "telegram.dog", "telesco.pe")
PLATFORM = Platform(
    key="telegram",
    name="Telegram",
    hosts=HOSTS,
    account_subdomains=True,
    refused_hosts={
        "telegra.ph": Reason.POST,
        "telegram.org": Reason.RESERVED_PAGE,
        "web.telegram.org": Reason.PRIVATE_PAGE,
    },
    kinds=("channel", "group", "profile"),
    address="https://t.me/{}",
    examples=("https://t.me/strathbegcouncil", "https://t.me/+ExampleExample12"),
    read=read,
)
