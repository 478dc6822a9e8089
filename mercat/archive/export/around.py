"""What stands around every page of an archive: when it was made, its search, its languages."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from lxml.builder import E

from mercat.archive.export.editions import Edition


def head(tree: Any, path: str, query: str, *, archived_on: str) -> None:
    address = settings.SITE_URL + path + (f"?{query}" if query else "")
    tree.head.append(E.link(rel="canonical", href=address))
    tree.head.append(E.meta(name="archived-on", content=archived_on))


def banner(tree: Any, search: str, *, archived_on: str) -> None:
    words = _("Archived on {day}. Nothing here changes any more.").format(day=archived_on)
    link = E.a(_("Search the archive"), {"href": search, "class": "govuk-link"})
    line = E.div(E.p(words + " ", link), {"class": "govuk-width-container"})
    region = {"class": "m-notice", "role": "region", "aria-label": _("Archived")}
    header = tree.xpath("//header")
    if header:
        header[0].addprevious(E.div(line, region))
    else:
        tree.body.insert(0, E.div(line, region))


def languages(tree: Any, others: Iterable[tuple[Edition, str]]) -> None:
    """In place of the buttons of the live site: links, which a disk opens too."""
    links = [
        E.a(each.name, href=to, lang=each.language, hreflang=each.language) for each, to in others
    ]
    brands = tree.xpath("//header//*[starts-with(@class, 'm-brand')]")
    if links and brands:
        named = {"class": "m-languages", "aria-label": _("Languages")}
        brands[-1].addnext(E.nav(named, *links))
