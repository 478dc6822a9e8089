"""What makes an edition: the site as its reader gets it, and what makes files of its pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format

from mercat.archive.export import members
from mercat.archive.export.addresses import Kind, all_addresses
from mercat.archive.export.editions import Edition, editions
from mercat.archive.export.names import Names
from mercat.archive.export.periods import past
from mercat.archive.export.rendering import Site
from mercat.archive.export.rewriting import Rewriter
from mercat.common import languages
from mercat.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Press:
    edition: Edition
    site: Site
    rewriter: Rewriter

    def addresses(self) -> Iterator[tuple[str, Kind, list[Any]]]:
        """Without what has been kept for its period."""
        more = members.KINDS if self.edition.reader else ()
        for path, kind, arguments in all_addresses(self.edition.reader, more):
            if path not in self.rewriter.past:
                yield path, kind, arguments


def presses(organisation: Organisation | None, *, at: datetime) -> list[Press]:
    all_of_them = editions(organisation)
    names = Names() if organisation else None
    over = frozenset(past(organisation, at=at))
    made = []
    for each in all_of_them:
        with languages.reading(each.language):
            day = date_format(at, "DATE_FORMAT")
        rewriter = Rewriter(day, each, all_of_them, names, over)
        made.append(Press(each, Site(each), rewriter))
    return made
