"""Any text that a person pastes becomes one account, or a reason."""

from __future__ import annotations

import re

from . import fediverse
from .account import Account, Answer, NotAnAccount, Reason
from .address import LONGEST, Address, clean_path, mended, parse, refuse, tidy
from .hosts import ascii_host
from .lookalikes import imitated
from .platform import Platform
from .registry import HOSTS, REFUSED_HOSTS, Entry, is_same_site, platform_for, split_host

# Most addresses need no cleaning. For them one look at the characters, one at the table of hosts
# and the platform's own reader are enough; whatever they do not accept goes the careful way.
PLAIN = re.compile(
    r"(?:https?://)?([a-z0-9.-]+)/([A-Za-z0-9_.@~+-][A-Za-z0-9_.@~+/-]*)(?:\?([A-Za-z0-9_.=&~+-]*))?"
).fullmatch
NAME = re.compile(r"@?[\w.~+-]{1,100}").fullmatch
INNER_START = re.compile(r"https?:", re.IGNORECASE).search
WRONG_WWW = re.compile(r"w{1,6}|w+ww\w?|www?w?\d").fullmatch


def recognise(text: str, *, platform: str | None = None) -> Answer:
    """The account that a text means, or the reason why it means none. Never raises.

    `platform`, a key or a name, says where a bare name such as "@name" belongs.
    """
    plain = PLAIN(text) if platform is None else None
    if plain is not None and len(text) <= LONGEST:
        host, tail, query = plain.groups("")
        known = HOSTS.get(host)
        if known is not None and "/." not in text and "//" not in tail:
            path = tail.split("/")
            if not path[-1]:
                path.pop()
            answer = known.read(path, query, host)
            if answer.__class__ is Account:
                return answer
    return recognise_carefully(text, platform)


def recognise_carefully(text: str, platform: str | None) -> Answer:
    if len(text) > LONGEST:
        return refuse(Reason.TOO_LONG)
    tidied = tidy(text)
    if isinstance(tidied, NotAnAccount):
        return tidied
    if suggested := mended(tidied):
        return suggest(Reason.NOT_A_URL, suggested)
    hinted = platform_for(platform) if platform else None
    named = fediverse.named(tidied, hinted)
    if named is not None:
        return named
    if hinted is not None and is_bare(tidied):
        return recognise_name(tidied, hinted)
    return recognise_address(tidied)


def is_bare(text: str) -> bool:
    """Whether a text is a name without an address; "name.example" counts when no site is known."""
    return "/" not in text and ":" not in text and text.lower() not in HOSTS


def recognise_name(name: str, platform: Platform) -> Answer:
    name = name.removeprefix("@")
    if not NAME(name):
        return NotAnAccount(Reason.INVALID_HANDLE, platform.key)
    if platform.key == "mastodon":
        return NotAnAccount(Reason.INVALID_HANDLE, platform.key)
    return recognise_address(platform.address.format(name))


def recognise_address(text: str, *, inside: bool = False) -> Answer:
    address = parse(text)
    if isinstance(address, Address):
        if address.host.find(".") < 0:
            return refuse(Reason.NOT_A_URL)
        return recognise_at(address, inside=inside)
    return explain(address, text)


def explain(refusal: NotAnAccount, text: str) -> NotAnAccount:
    """Say more about an address that cannot be read: a name, or a slip that can be mended."""
    if "/" not in text and "." not in text and NAME(text) and any(map(str.isalnum, text)):
        return refuse(Reason.NEEDS_PLATFORM)
    host, at, name = text.removeprefix("https://").removeprefix("http://").partition("@")
    if at and host.lower() in HOSTS and NAME(name) and "." not in name:
        return suggest(refusal.reason, f"https://{host.lower()}/{name}")
    return refusal


def recognise_at(address: Address, *, inside: bool) -> Answer:
    host = address.host
    if address.veiled:
        key = imitated(host)
        return NotAnAccount(Reason.LOOKALIKE if key else Reason.NOT_A_URL, key)
    refused = REFUSED_HOSTS.get(host.removeprefix("www."))
    if refused is not None:
        return NotAnAccount(*refused)
    known = HOSTS.get(host)
    if known is None:
        return recognise_on_other_host(address)
    return read_known(known, address, inside=inside)


def read_known(known: Entry, address: Address, *, inside: bool) -> Answer:
    path = address.path
    if path and (glued := glued_address(known, address)):
        return refuse(Reason.NOT_A_URL) if inside else read_glued(known, glued)
    platform = known.load()
    if platform.after_hash and not path:
        hidden = clean_path(address.fragment.partition("?")[0])
        path = [] if isinstance(hidden, NotAnAccount) else hidden
    return platform.read(path, address.query, address.host)


def glued_address(known: Entry, address: Address) -> str | None:
    """The second address in https://x.com/https://x.com/name, which is the one that was meant."""
    first = address.path[0].lower().removeprefix("@")
    if first in ("http:", "https:"):
        inner = INNER_START(address.tail)
        return address.tail[inner.start() :] if inner else None
    same = len(address.path) > 1 and HOSTS.get(first) is known
    return address.tail.lstrip("/@") if same and known.key != "mastodon" else None


def read_glued(known: Entry, text: str) -> Answer:
    """Only an address of the same platform is taken from within another."""
    answer = recognise_address(re.sub(r"(?i)\Ahttps?:/*", "https://", text), inside=True)
    if isinstance(answer, NotAnAccount) or answer.platform == known.key:
        return answer
    return NotAnAccount(Reason.NOT_A_URL, None, answer.url)


def recognise_on_other_host(address: Address) -> Answer:
    found = split_host(address.host)
    if found is not None:
        return read_below(*found, address)
    if key := imitated(address.host):
        return NotAnAccount(Reason.LOOKALIKE, key)
    host = address.host.removeprefix("www.")
    address = address._replace(host=ascii_host(host) or host)
    if known := HOSTS.get(address.host):
        return read_known(known, address, inside=True)
    maybe = fediverse.maybe(address)
    return maybe or refuse(Reason.UNKNOWN_SITE)


def read_below(platform: Platform, labels: list[str], address: Address) -> Answer:
    """A host below a platform's own: another language of it, an account, or a page of its own."""
    host = address.host
    if is_same_site(platform, labels):
        return platform.read(address.path, address.query, host)
    base = host[len(".".join(labels)) + 1 :]
    if len(labels) == 1 and WRONG_WWW(labels[0]):
        return suggest(Reason.UNKNOWN_SITE, f"https://{base}/{address.tail}", platform.key)
    return NotAnAccount(Reason.RESERVED_PAGE, platform.key)


def suggest(reason: Reason, text: str, site: str | None = None) -> NotAnAccount:
    """A refusal that offers the mended address, when that is an account."""
    answer = recognise_address(text)
    return NotAnAccount(reason, site, answer.url if isinstance(answer, Account) else None)
