"""Meetup."""

import re

from mercat.platforms.account import Answer, Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

SITE = "https://www.meetup.com/"
GROUP = form("group", r"[\w-]{2,100}", SITE, "meetup:")
MEMBER = form("person", r"[0-9]{3,12}", SITE + "members/", "meetup:members/", stable=True)
LANGUAGE = re.compile(r"[a-z]{2}-[A-Z]{2}").fullmatch

read_page = grammar(
    "meetup",
    forms={
        "": GROUP,
        "members": MEMBER,
        "pro": form("group", r"[\w-]{2,100}", SITE + "pro/", "meetup:pro/"),
    },
    refused=words(
        reserved=(
            "messages notifications your-events about account apps blog cities create dashboard "
            "help home jobs login lp meetup_api "
            "privacy register settings terms topics about-us start"
        ),
        searches="find search",
    ),
    tabs="about calendar discussions events files members messages photos photo_albums polls",
)


def read(path: list[str], query: str, host: str) -> Answer:
    if path and LANGUAGE(path[0]):
        path = path[1:]
    return read_page(path, query, host)


PLATFORM = Platform(
    key="meetup",
    name="Meetup",
    hosts=("meetup.com",),
    refused_hosts={"meetu.ps": Reason.SHORT_LINK},
    kinds=("group", "person"),
    address=SITE + "{}",
    examples=(SITE + "strathbeg-walkers",),
    read=read,
)
