"""Blogger: name.blogspot.com, under many countries' endings, and profiles by number."""

import re

from mercat.platforms.account import Answer, NotAnAccount, Reason
from mercat.platforms.grammar import by_subdomain, form, grammar
from mercat.platforms.platform import Platform, listed, words

ENDINGS = listed(
    "com co.uk ie ca com.au co.nz de fr es it nl be at ch dk se no fi pt pl cz hu ro gr ru in jp "
    "kr mx com.br com.ar cl com.co com.tr com.eg co.il co.za sg hk tw my com.ng"
)
BLOG = form("blog", r"[a-z0-9][a-z0-9-]{0,62}", "https://", "blogger:", end=".blogspot.com")
PERSON = form(
    "person", r"[0-9]{5,25}", "https://www.blogger.com/profile/", "blogger:profile/", stable=True
)
BLOGSPOT = re.compile(r"(?:^|\.)blogspot\.").search

read_blog = by_subdomain("blogger", BLOG, own="buzz", pages="feeds search p")
read_profile = grammar(
    "blogger",
    forms={"profile": PERSON},
    refused=words(searches="search profile-find.g", shares="blog-this.g blog_this.pyra"),
)


def read(path: list[str], query: str, host: str) -> Answer:
    if host.removeprefix("www.").startswith("blogspot."):
        return NotAnAccount(Reason.RESERVED_PAGE, "blogger")
    return read_blog(path, query, host) if BLOGSPOT(host) else read_profile(path, query, host)


PLATFORM = Platform(
    key="blogger",
    name="Blogger",
    hosts=(*("blogspot." + ending for ending in ENDINGS), "blogger.com"),
    account_subdomains=True,
    kinds=("blog", "person"),
    address="https://{}.blogspot.com",
    examples=(
        "https://strathbeg.blogspot.com",
        "https://www.blogger.com/profile/12345678901234567890",
    ),
    read=read,
)
