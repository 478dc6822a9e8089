"""What the recogniser answers: an account, or the reason why a text is not one."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

# Filled by the registry, so that a refusal can name its platform without importing them all.
PLATFORM_NAMES: dict[str, str] = {}


class Account(NamedTuple):
    """One account. Two texts mean the same account when their `key` is equal.

    `stable` is true for identifiers that the owner cannot rename.
    """

    platform: str
    kind: str
    handle: str
    key: str
    url: str
    stable: bool


class Reason(StrEnum):
    EMPTY = "empty"
    TOO_LONG = "too_long"
    NOT_A_URL = "not_a_url"
    UNKNOWN_SITE = "unknown_site"
    POST = "post"
    SHARE_LINK = "share_link"
    SEARCH_PAGE = "search_page"
    RESERVED_PAGE = "reserved_page"
    PRIVATE_PAGE = "private_page"
    INVALID_HANDLE = "invalid_handle"
    OPAQUE_ID = "opaque_id"
    LOOKALIKE = "lookalike"
    CREDENTIALS_IN_URL = "credentials_in_url"
    UNUSUAL_PORT = "unusual_port"
    NEEDS_PLATFORM = "needs_platform"
    MAYBE_FEDIVERSE = "maybe_fediverse"
    SHORT_LINK = "short_link"
    ARCHIVE_COPY = "archive_copy"


def _(words: str) -> str:
    """Marks words for translation; whoever shows them brings the translation along."""
    return words


SENTENCES: dict[Reason, str] = {
    Reason.EMPTY: _("Nothing was typed. Paste the address of the account."),
    Reason.TOO_LONG: _("This text is too long to be an address. Paste only the address."),
    Reason.NOT_A_URL: _(
        "We cannot read this as an address. Open the account, copy the address from the top of "
        "your browser and paste it here."
    ),
    Reason.UNKNOWN_SITE: _(
        "This is not an account on a platform we know. Check the address for typing errors."
    ),
    Reason.POST: _(
        "This is the address of a post or another single item{on_site}. "
        "Open the account that posted it and copy its address."
    ),
    Reason.SHARE_LINK: _(
        "This is a link for sharing, not an account. "
        "Open it, go to the account and copy the address you see there."
    ),
    Reason.SEARCH_PAGE: _(
        "This is a page of search results{on_site}. "
        "Open the account you were looking for and copy its address."
    ),
    Reason.RESERVED_PAGE: _(
        "This is a page of {site} itself, not an account. Open the account and copy its address."
    ),
    Reason.PRIVATE_PAGE: _(
        "Only somebody who has logged in can see this page. "
        "Open the account's public page and copy its address."
    ),
    Reason.INVALID_HANDLE: _(
        "No account{on_site} can have this name. "
        "Open the account and copy its address instead of typing its name."
    ),
    Reason.OPAQUE_ID: _(
        "This address holds a code that changes. "
        "Open the account and copy the address that appears."
    ),
    Reason.LOOKALIKE: _(
        "Careful: this address only looks like {site}. It leads to a different website. "
        "Do not log in there. Find the account on {site} and copy its address."
    ),
    Reason.CREDENTIALS_IN_URL: _(
        "Careful: the @ in this address hides where it really leads. Do not open it. "
        "Find the account on the platform and copy its address."
    ),
    Reason.UNUSUAL_PORT: _(
        "Careful: this address has an unusual port number, which accounts never have. "
        "Do not open it. Find the account on the platform and copy its address."
    ),
    Reason.NEEDS_PLATFORM: _(
        "This name could be on several platforms. Choose the platform, or paste the full address."
    ),
    Reason.MAYBE_FEDIVERSE: _(
        "This may be an account on Mastodon or a similar server. We have to ask the server first."
    ),
    Reason.SHORT_LINK: _(
        "This is a shortened link. Open it and copy the address at which you arrive."
    ),
    Reason.ARCHIVE_COPY: _(
        "This is an archived copy. Open the account itself and copy its address."
    ),
}


THE_SITE, ON_SITE = _("the site"), _(" on {name}")
DID_YOU_MEAN = _("Did you mean {suggestion}?")


class NotAnAccount(NamedTuple):
    """Why a text is not an account.

    `site` is the key of the platform concerned: for a look-alike, the one it imitates.
    `candidate` is the account it may be when only the host can tell.
    """

    reason: Reason
    site: str | None = None
    suggestion: str | None = None
    candidate: Account | None = None

    @property
    def sentence(self) -> str:
        """What a person reads: what this is, and what to do next."""
        return self.said(str)

    def said(self, translate: Callable[[str], str]) -> str:
        """The sentence in another language, by a function like gettext."""
        name = PLATFORM_NAMES.get(self.site or "")
        text = translate(SENTENCES[self.reason]).format(
            site=name or translate(THE_SITE),
            on_site=translate(ON_SITE).format(name=name) if name else "",
        )
        if not self.suggestion:
            return text
        return f"{text} {translate(DID_YOU_MEAN).format(suggestion=self.suggestion)}"


Answer = Account | NotAnAccount


def likely(answer: Answer) -> Account | None:
    """The account, or the one that it may be when only its host can tell for certain.

    A candidate for another reason (an opaque code) is a lead for a person, not an account.
    """
    if isinstance(answer, Account):
        return answer
    return answer.candidate if answer.reason == Reason.MAYBE_FEDIVERSE else None
