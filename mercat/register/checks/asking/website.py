"""What an organisation's own website says of its accounts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mercat.common.fetching import HTML, NotFetched, Reason
from mercat.platforms import likely, recognise
from mercat.register.checks.asking.seen import Asking, Outcome, not_told
from mercat.register.checks.lifecycle import Kind, Result
from mercat.register.checks.reading import pages, schema, trust_txt

NO_WEBSITE = "The organisation has no website here whose ownership is proved."
Says = Callable[[str, str], bool]  # whether a page, of this text and at this address, names it


@dataclass(frozen=True, slots=True)
class Website:
    """The proved domains of an organisation, and the page that links to the account if known."""

    domains: tuple[str, ...]
    page: str = ""

    def owns(self, url: str) -> bool:
        return is_under(pages.host_of(url), self.domains)

    @property
    def pages(self) -> list[str]:
        first = [self.page] if self.page and self.owns(self.page) else []
        return [*first, *(f"https://{each}/" for each in self.domains)]


def is_under(host: str, domains: Iterable[str]) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in domains)


def is_named(url: str, keys: frozenset[str]) -> bool:
    account = likely(recognise(url))
    return account is not None and account.key in keys


def official_page(website: Website, keys: frozenset[str], asking: Asking) -> Outcome:
    def says(text: str, url: str) -> bool:
        return any(is_named(link.url, keys) for link in pages.links(text, base=url))

    return _first_page(Kind.OFFICIAL_PAGE, website, says, asking)


def schema_org(website: Website, keys: frozenset[str], asking: Asking) -> Outcome:
    def says(text: str, url: str) -> bool:
        things = schema.same_as(pages.linked_data(text))
        return any(
            website.owns(own) and any(is_named(each, keys) for each in same) for own, same in things
        )

    return _first_page(Kind.SCHEMA_ORG, website, says, asking)


def links_as_me(
    website: Website, linked: Iterable[str], keys: frozenset[str], asking: Asking
) -> Outcome:
    """A page of ours that the profile names, and that says of the profile: this is me."""

    def says(text: str, url: str) -> bool:
        found = pages.links(text, base=url)
        return any("me" in link.rel and is_named(link.url, keys) for link in found)

    ours = [url for url in linked if website.owns(url)]
    if not ours:
        return Outcome(Kind.REL_ME, Result.NOT_FOUND, seen="The profile does not name our website.")
    return _first(Kind.REL_ME, ours[:5], website, says, asking)


def trust_txt_names(website: Website, keys: frozenset[str], asking: Asking) -> Outcome:
    def says(text: str, url: str) -> bool:
        return any(is_named(each, keys) for each in trust_txt.accounts(text))

    places = [f"https://{d}/{path}" for d in website.domains for path in _TRUST_TXT]
    if not places:
        return Outcome(Kind.TRUST_TXT, Result.UNKNOWN, seen=NO_WEBSITE)
    return _first(Kind.TRUST_TXT, places, website, says, asking, accept=("text/plain",))


_TRUST_TXT = ("trust.txt", ".well-known/trust.txt")


def _first_page(kind: Kind, website: Website, says: Says, asking: Asking) -> Outcome:
    if not website.pages:
        return Outcome(kind, Result.UNKNOWN, seen=NO_WEBSITE)
    return _first(kind, website.pages, website, says, asking, accept=HTML)


def _first(
    kind: Kind,
    urls: list[str],
    website: Website,
    says: Says,
    asking: Asking,
    *,
    accept: tuple[str, ...] = (),
) -> Outcome:
    """FOUND at the first that says so; NOT_FOUND only when every one was read and none did."""
    failed: Outcome | None = None
    for url in urls:
        try:
            page = asking.page(url, accept=accept)
        except NotFetched as error:
            if not (error.is_gone or error.reason == Reason.WRONG_TYPE):
                failed = Outcome(kind, not_told(error), url, error.sentence)
            continue
        if website.owns(page.url) and says(page.text, page.url):
            return Outcome(kind, Result.FOUND, page.url, "It is there.")
    return failed or Outcome(kind, Result.NOT_FOUND, urls[0], _not_there(urls))


def _not_there(urls: list[str]) -> str:
    return "It is not there." if len(urls) == 1 else f"It is on none of {len(urls)} pages."


def owned(urls: Iterable[str], website: Website) -> Iterator[str]:
    return (url for url in urls if website.owns(url))
