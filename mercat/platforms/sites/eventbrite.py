"""Eventbrite: the number at the end of an organiser's address is the organiser."""

import re

from mercat.platforms.account import Answer, NotAnAccount, Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, listed, words

ENDINGS = listed(
    "com co.uk ie ca com.au co.nz de fr es it nl be at ch dk se fi pt com.br com.mx com.ar cl "
    "com.pe co hk sg"
)
BASES = tuple("eventbrite." + ending for ending in ENDINGS)
ORGANISER = form(
    "organisation", r"[0-9]{6,15}", "https://www.eventbrite.com/o/", "eventbrite:", stable=True
)
VANITY = re.compile(r"[a-z0-9-]{2,63}").fullmatch
ID = re.compile(r"(?:^|-)([0-9]{6,15})$")
NOT_NAMES = frozenset(listed("www m mobile help api blog developer support"))


def read_organiser(path: list[str], query: str, host: str) -> Answer:
    if len(path) < 2:
        return NotAnAccount(Reason.RESERVED_PAGE, "eventbrite")
    found = ID.search(path[1])
    if found:
        return ORGANISER.account("eventbrite", found[1])
    return NotAnAccount(Reason.INVALID_HANDLE, "eventbrite")


read_site = grammar(
    "eventbrite",
    forms={},
    refused=words(reserved="mytickets account manage", posts="e cc x event l", searches="search"),
    special={"o": read_organiser, "org": read_organiser},
)


def read(path: list[str], query: str, host: str) -> Answer:
    """An organiser may have name.eventbrite.com; which number that is, only Eventbrite knows."""
    name, _, base = host.partition(".")
    if base in BASES and name not in NOT_NAMES and VANITY(name):
        if path:
            return read_site(path, query, host)
        url = f"https://{name}.eventbrite.com"
        return VANITY_FORM.account("eventbrite", name)._replace(url=url)
    return read_site(path, query, host)


VANITY_FORM = form("organisation", r"[a-z0-9-]+", "", "eventbrite:site/")
PLATFORM = Platform(
    key="eventbrite",
    name="Eventbrite",
    hosts=BASES,
    account_subdomains=True,
    refused_hosts={"evt.to": Reason.SHORT_LINK},
    kinds=("organisation",),
    address="https://www.eventbrite.com/o/{}",
    examples=("https://www.eventbrite.com/o/12345678901",),
    read=read,
)
