"""What the recogniser answers: an account, or the reason why a text is not one."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

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


SENTENCES: dict[Reason, str] = {
    Reason.EMPTY: "Nothing was typed. Paste the address of the account.",
    Reason.TOO_LONG: "This text is too long to be an address. Paste only the address.",
    Reason.NOT_A_URL: (
        "We cannot read this as an address. Open the account, copy the address from the top of "
        "your browser and paste it here."
    ),
    Reason.UNKNOWN_SITE: (
        "This is not an account on a platform we know. Check the address for typing errors."
    ),
    Reason.POST: (
        "This is the address of a post or another single item{on_site}. "
        "Open the account that posted it and copy its address."
    ),
    Reason.SHARE_LINK: (
        "This is a link for sharing, not an account. "
        "Open it, go to the account and copy the address you see there."
    ),
    Reason.SEARCH_PAGE: (
        "This is a page of search results{on_site}. "
        "Open the account you were looking for and copy its address."
    ),
    Reason.RESERVED_PAGE: (
        "This is a page of {site} itself, not an account. Open the account and copy its address."
    ),
    Reason.PRIVATE_PAGE: (
        "Only somebody who has logged in can see this page. "
        "Open the account's public page and copy its address."
    ),
    Reason.INVALID_HANDLE: (
        "No account{on_site} can have this name. "
        "Open the account and copy its address instead of typing its name."
    ),
    Reason.OPAQUE_ID: (
        "This address holds a code that changes. "
        "Open the account and copy the address that appears."
    ),
    Reason.LOOKALIKE: (
        "Careful: this address only looks like {site}. It leads to a different website. "
        "Do not log in there. Find the account on {site} and copy its address."
    ),
    Reason.CREDENTIALS_IN_URL: (
        "Careful: the @ in this address hides where it really leads. Do not open it. "
        "Find the account on the platform and copy its address."
    ),
    Reason.UNUSUAL_PORT: (
        "Careful: this address has an unusual port number, which accounts never have. "
        "Do not open it. Find the account on the platform and copy its address."
    ),
    Reason.NEEDS_PLATFORM: (
        "This name could be on several platforms. Choose the platform, or paste the full address."
    ),
    Reason.MAYBE_FEDIVERSE: (
        "This may be an account on Mastodon or a similar server. We have to ask the server first."
    ),
    Reason.SHORT_LINK: (
        "This is a shortened link. Open it and copy the address at which you arrive."
    ),
    Reason.ARCHIVE_COPY: (
        "This is an archived copy. Open the account itself and copy its address."
    ),
}


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
        name = PLATFORM_NAMES.get(self.site or "")
        text = SENTENCES[self.reason].format(
            site=name or "the site", on_site=f" on {name}" if name else ""
        )
        return f"{text} Did you mean {self.suggestion}?" if self.suggestion else text


Answer = Account | NotAnAccount


def likely(answer: Answer) -> Account | None:
    """The account, or the one that it may be when only its host can tell for certain.

    A candidate for another reason (an opaque code) is a lead for a person, not an account.
    """
    if isinstance(answer, Account):
        return answer
    return answer.candidate if answer.reason == Reason.MAYBE_FEDIVERSE else None
