"""Substack."""

from mercat.platforms.account import Answer
from mercat.platforms.grammar import by_subdomain, form, grammar
from mercat.platforms.platform import Platform

PERSON = form("person", r"[\w-]{1,64}", "https://substack.com/@", "substack:@")

read_publication = by_subdomain(
    "substack",
    form("publication", r"[a-z0-9][a-z0-9-]{0,62}", "https://", "substack:", end=".substack.com"),
    own="on read open cdn email support",
    pages="about archive people notes podcast recommendations subscribe",
)
read_person = grammar("substack", forms={"@": PERSON}, tabs="notes posts likes reads")


def read(path: list[str], query: str, host: str) -> Answer:
    """name.substack.com is a publication; substack.com/@name is a person."""
    is_person = host.removeprefix("www.") == "substack.com"
    return read_person(path, query, host) if is_person else read_publication(path, query, host)


PLATFORM = Platform(
    key="substack",
    name="Substack",
    hosts=("substack.com",),
    account_subdomains=True,
    kinds=("publication", "person"),
    address="https://{}.substack.com",
    examples=("https://strathbeg.substack.com",),
    read=read,
)
