"""Which files there are: what each is for, and how it is written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from mercat.common.languages import Text
from mercat.register.open_data import writing
from mercat.register.open_data.reading import Source


@dataclass(frozen=True, slots=True)
class File:
    name: str
    title: Text
    about: Text
    kind: str
    write: Callable[[Source], Iterator[str]] | None  # the feed is written at once
    of_site: bool = True

    @property
    def media_type(self) -> str:
        return self.kind.partition(";")[0]


FILES = (
    File(
        "accounts.csv",
        _("A table (CSV)"),
        _("For a spreadsheet: one account a line, with what it is for and since when."),
        "text/csv; charset=utf-8",
        writing.as_csv,
    ),
    File(
        "accounts.json",
        _("The same for programs (JSON)"),
        _("Every language that something was written in, and when each account was confirmed."),
        "application/json",
        writing.as_json,
    ),
    File(
        "accounts.jsonld",
        _("For search engines (JSON-LD)"),
        _("Says in the words of schema.org that the official accounts are the organisation’s."),
        "application/ld+json",
        writing.as_json_ld,
    ),
    File(
        "govuk.json",
        _("Links in the form of GOV.UK (JSON)"),
        _("For a web team’s page: service, title and address of each official account."),
        "application/json",
        writing.as_govuk,
    ),
    File(
        "changes.atom",
        _("What changed (Atom feed)"),
        _("For a feed reader: the newest 50 changes, what was taken off included."),
        "application/atom+xml; charset=utf-8",
        None,
    ),
    File(
        "trust.txt",
        _("trust.txt, ready to copy"),
        _("For /trust.txt of the organisation’s own website, so that others can check."),
        "text/plain; charset=utf-8",
        writing.as_trust_txt,
        of_site=False,
    ),
    File(
        "me.html",
        _("A page of links, ready to copy"),
        _("For the organisation’s own website: with rel=me, so that profiles can prove whose."),
        "text/html; charset=utf-8",
        writing.as_me_page,
        of_site=False,
    ),
)
BY_NAME = {each.name: each for each in FILES}
