"""Every account that a page or a text links to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .account import Account
from .address import unescape
from .recogniser import recognise
from .registry import OLD_NAMES, lines

IS_HTML = re.compile(r"<[A-Za-z!/]").search
HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE).search
REL_ME = re.compile(r"""\brel\s*=\s*["']?[^"'>]*\bme\b""", re.IGNORECASE).search
LINKED_DATA = re.compile("ld\\+json", re.IGNORECASE).search
SAME_AS = re.compile(r'"sameAs"\s*:\s*(\[[^\[\]]*\]|"[^"]*")').findall
STRING = re.compile(r'"([^"]*)"').findall
CLOSINGS = {
    name: re.compile(f"</{name}", re.IGNORECASE).search for name in ("script", "style", "template")
}
BETWEEN = re.compile(r"[\s<>\"'()\[\]{}|]+")
NAME_ON_SERVER = re.compile(r"@[^@]+@[^@]+\.[^@]+").match


def extract(text: str, *, ignore_listed: bool = True) -> Iterator[Account]:
    """Each account linked in a page or named in a text, once.

    Share buttons and widgets are no accounts, so they never appear. `ignore_listed` also leaves
    out the accounts in data/ignored_links.csv, which pages carry though they belong to others.
    """
    seen: set[str] = set()
    for link in links(text) if IS_HTML(text) else addresses(text):
        answer = recognise(link)
        if not isinstance(answer, Account) or answer.key in seen:
            continue
        seen.add(answer.key)
        if not (ignore_listed and is_listed(answer)):
            yield answer


def addresses(text: str) -> Iterator[str]:
    """The words of a text that may be addresses; a bare @name says too little."""
    for word in BETWEEN.split(text):
        if "/" in word or NAME_ON_SERVER(word):
            yield word


def links(html: str) -> Iterator[str]:
    for tag, content in tags(html):
        name = tag[:8].lower().partition(" ")[0].strip("\t\r\n")
        if name in ("a", "area") or (name == "link" and REL_ME(tag)):
            if found := HREF(tag):
                yield unescape(found[1] or found[2] or found[3] or "")
        elif name == "script" and LINKED_DATA(tag):
            yield from same_as(content)


def same_as(linked_data: str) -> Iterator[str]:
    r"""The values of schema.org's sameAs, which may write a slash as \/."""
    for value in SAME_AS(linked_data):
        for address in STRING(value):
            yield address.replace("\\/", "/")


def tags(html: str) -> Iterator[tuple[str, str]]:
    """Each tag with its attributes, and the text of scripts. Looks at each character once."""
    at = 0
    while (start := html.find("<", at)) >= 0:
        comment = html.startswith("<!--", start)
        end = html.find("-->" if comment else ">", start)
        if end < 0:
            return
        at = end + (3 if comment else 1)
        if comment:
            continue
        tag = html[start + 1 : end]
        closing = CLOSINGS.get(re.split(r"\s", tag[:10].lower(), maxsplit=1)[0])
        content = ""
        if closing is not None:
            found = closing(html, at)
            stop = found.start() if found else len(html)
            content, at = html[at:stop], stop
        yield tag, content


@cache
def listed_patterns() -> dict[str, re.Pattern[str]]:
    patterns: dict[str, list[str]] = {}
    for line in lines("ignored_links.csv"):
        service, pattern, _ = line.split(",", 2)
        patterns.setdefault(OLD_NAMES.get(service, service), []).append(pattern)
    return {key: re.compile("|".join(some), re.IGNORECASE) for key, some in patterns.items()}


def is_listed(account: Account) -> bool:
    pattern = listed_patterns().get(account.platform)
    return pattern is not None and pattern.search(account.handle.removeprefix("@")) is not None
