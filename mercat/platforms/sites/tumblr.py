"""Tumblr: name.tumblr.com, tumblr.com/name and tumblr.com/blog/name are one blog."""

from mercat.platforms.account import Answer, Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, listed, words

BLOG = form("blog", r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,31})", "https://www.tumblr.com/", "tumblr:")
ABOUT_SITE = frozenset(listed("www m mobile assets api help"))

read_page = grammar(
    "tumblr",
    forms={"": BLOG, "@": BLOG, "blog": BLOG},
    refused=words(
        reserved=(
            "likes inbox activity follow customize about abuse apps buttons communities dashboard "
            "developers docs explore help jobs "
            "login logout logo new oauth policy press privacy register security settings support "
            "tips tumblrmart"
        ),
        posts="post tv reblog",
        searches="search tagged",
        shares="share widgets",
    ),
    tabs="archive ask following likes rss submit about",
)


def read(path: list[str], query: str, host: str) -> Answer:
    name, _, base = host.partition(".")
    if base != "tumblr.com" or name in ABOUT_SITE:
        return read_page(path, query, host)
    return read_page(["blog", name, *path], query, host)


PLATFORM = Platform(
    key="tumblr",
    name="Tumblr",
    hosts=("tumblr.com",),
    account_subdomains=True,
    refused_hosts={"tmblr.co": Reason.SHORT_LINK, "embed.tumblr.com": Reason.POST},
    kinds=("blog",),
    address="https://www.tumblr.com/{}",
    examples=("https://www.tumblr.com/strathbeg",),
    read=read,
)
