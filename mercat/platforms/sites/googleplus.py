"""Google+, closed in 2019."""

from mercat.platforms.account import Answer
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

SITE = "https://plus.google.com/"
NUMBER = form("profile", r"[0-9]{18,24}", SITE, "googleplus:", stable=True)
NAME = form("page", r"\+[\w.-]{2,64}", SITE, "googleplus:")

read_page = grammar(
    "googleplus",
    forms={
        "": NAME,
        "communities": form(
            "community",
            r"[0-9]{18,24}",
            SITE + "communities/",
            "googleplus:communities/",
            stable=True,
        ),
    },
    refused=words(
        reserved="_ about explore hangouts hot i me pages people photos settings stream",
        posts="events collection",
        searches="s",
        shares="share",
    ),
    tabs="about posts photos videos",
)
read_number = grammar("googleplus", forms={"": NUMBER}, tabs="about posts photos videos plusones")


def read(path: list[str], query: str, host: str) -> Answer:
    """/u/0/ and /b/ID/ say which of several sign-ins was in use; they are not the account."""
    if len(path) > 2 and path[0] in ("u", "b"):
        path = path[2:]
    is_number = bool(path) and path[0].isdigit()
    return read_number(path, query, host) if is_number else read_page(path, query, host)


PLATFORM = Platform(
    key="googleplus",
    name="Google+",
    hosts=("plus.google.com",),
    closed="2019-04",
    kinds=("page", "profile", "community"),
    address=SITE + "{}",
    examples=(SITE + "+StrathbegCouncil", SITE + "123456789012345678901"),
    read=read,
)
