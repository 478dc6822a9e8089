"""The grammar of addresses that most platforms share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from .account import Account, Answer, NotAnAccount, Reason
from .platform import Reader, Words

new_account = tuple.__new__  # Skips the generated __new__, which takes three times as long.


class Form:
    """One shape of account address: the names it allows and the address it stands for.

    The expression for names is compiled when it is first needed, which keeps the import quick.
    """

    __slots__ = ("end", "folds", "key", "kind", "matches", "names", "stable", "url")

    def __init__(
        self, kind: str, names: str, url: str, key: str, folds: bool, stable: bool, end: str
    ) -> None:
        self.kind = kind
        self.names = names
        self.url = url
        self.key = key
        self.folds = folds
        self.stable = stable
        self.end = end
        self.matches: Callable[[str], object] = self.match_first

    def match_first(self, name: str) -> object:
        self.matches = re.compile(self.names).fullmatch
        return self.matches(name)

    def account(self, platform: str, name: str) -> Account:
        folded = name.lower() if self.folds else name
        path = name if name.isascii() else quote(name)
        url = self.url + path + self.end
        fields = (platform, self.kind, name, self.key + folded, url, self.stable)
        return new_account(Account, fields)


def form(
    kind: str,
    names: str,
    url: str,
    key: str,
    *,
    folds: bool = True,
    stable: bool = False,
    end: str = "",
) -> Form:
    return Form(kind, names, url, key, folds, stable, end)


def answering(refusal: NotAnAccount) -> Reader:
    """A reader for a word that is no account. Alone, even the word for posts is a page."""
    if refusal.reason is not Reason.POST:
        return lambda path, query, host: refusal
    page = NotAnAccount(Reason.RESERVED_PAGE, refusal.site)
    return lambda path, query, host: refusal if query or len(path) > 1 else page


def refusing(platform: str, refused: Words) -> dict[str, Reader]:
    answers = {reason: NotAnAccount(reason, platform) for reason in set(refused.values())}
    return {word: answering(answers[reason]) for word, reason in refused.items()}


def below(account: Account, rest: list[str], tabs: frozenset[str], inner: Words) -> Answer:
    """What an address below an account means: the account for its own tabs, else a reason."""
    word = rest[0].lower()
    if word in tabs and len(rest) == 1:
        return account
    return NotAnAccount(inner.get(word, Reason.POST), account.platform)


def grammar(
    platform: str,
    *,
    forms: Mapping[str, Form],
    refused: Words | None = None,
    special: Mapping[str, Reader] | None = None,
    tabs: str = "",
    inner: Words | None = None,
) -> Reader:
    """A reader for sites whose accounts are `/name`, `/@name` or `/word/name`.

    The key of `forms` is the first segment, "@" for names with that sign, "" for bare names.
    `refused` and `special` name first segments with another meaning. Below an account only its
    `tabs` still mean the account; `inner` gives other words their reason, and the rest is a post.
    """
    tab_words = frozenset(tabs.split())
    front = NotAnAccount(Reason.RESERVED_PAGE, platform)
    invalid = NotAnAccount(Reason.INVALID_HANDLE, platform)

    def named(shape: Form, name: str, rest: list[str]) -> Answer:
        if not shape.matches(name):
            return invalid
        account = shape.account(platform, name)
        return below(account, rest, tab_words, inner or {}) if rest else account

    def under_word(shape: Form) -> Reader:
        return lambda path, query, host: named(shape, path[1], path[2:]) if len(path) > 1 else front

    by_word = {word: under_word(shape) for word, shape in forms.items() if word not in ("", "@")}
    by_word.update(refusing(platform, refused or {}))
    by_word.update(special or {})
    bare, at = forms.get(""), forms.get("@")

    def read(path: list[str], query: str, host: str) -> Answer:
        if not path:
            return front
        first = path[0]
        if (reader := by_word.get(first.lower())) is not None:
            return reader(path, query, host)
        if at is not None and first[0] == "@":
            return named(at, first[1:], path[1:]) if len(first) > 1 else front
        if bare is not None:
            if len(path) == 1 and bare.matches(first):
                return bare.account(platform, first)
            return named(bare, first, path[1:])
        return front

    return read


def by_subdomain(
    platform: str,
    shape: Form,
    *,
    own: str,
    pages: str = "",
    feeds: str = "feed rss rss.xml atom.xml",
) -> Reader:
    """A reader for sites whose accounts are name.site.example.

    `own` are the names the site keeps for itself. Below an account its `pages` and its feeds
    still mean the account, and the rest is a post.
    """
    front = NotAnAccount(Reason.RESERVED_PAGE, platform)
    kept = frozenset(own.split()) | {"www", "m", "mobile", "help", "support", "api"}
    below_words = frozenset(pages.split()) | frozenset(feeds.split())

    def read(path: list[str], query: str, host: str) -> Answer:
        name = host.removeprefix("www.").partition(".")[0]
        if name in kept or host.removeprefix("www.").count(".") < shape.end.count("."):
            return front
        if not shape.matches(name):
            return NotAnAccount(Reason.INVALID_HANDLE, platform)
        if path and path[0].lower() not in below_words:
            return NotAnAccount(Reason.POST, platform)
        return shape.account(platform, name)

    return read
