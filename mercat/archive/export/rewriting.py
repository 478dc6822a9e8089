"""A page of the live site as a file: links lead to files, what needs a server is explained."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from lxml import html
from lxml.builder import E

from mercat.archive.export.addresses import EXPORTED
from mercat.archive.export.paths import file_of, relative, view_of

PARSER = html.HTMLParser(encoding="utf-8")
LOOK_UP, SEARCH = "look-up/lookup.js", "search/search.js"
GONE = (
    "ul[@class='m-account']",
    "form[contains(@action, '/language/')]",
    "details[@class='m-menu']",
)


@dataclass
class Page:
    """What became of a page: its file, and what it needs beside it."""

    path: str
    content: bytes
    title: str
    text: str
    assets: set[str] = field(default_factory=set)
    next_query: str = ""


@dataclass
class Rewriter:
    archived_on: str

    def page(self, content: bytes, *, path: str, query: str, before: str = "") -> Page:
        """`before`: the file of the page before this one, of a list on several pages."""
        tree = html.document_fromstring(content, parser=PARSER)
        file = file_of(path, query)
        page = Page(path, b"", title=tree.findtext(".//title") or "", text="")
        self._take_out(tree)
        self._forms(tree, file)
        self._links(tree, path, file, page, before)
        self._sources(tree, file, page)
        self._head(tree, path, query, file)
        self._banner(tree, file)
        main = tree.get_element_by_id("main-content", None)
        words = (tree if main is None else main).xpath(".//text()")
        page.text = " ".join(" ".join(words).split())  # a term and what follows are two words
        page.content = html.tostring(tree, doctype="<!doctype html>", encoding="utf-8") + b"\n"
        return page

    def _take_out(self, tree: Any) -> None:
        for path in GONE:
            for element in tree.xpath(f"//{path}"):
                element.drop_tree()
        for script in tree.xpath("//script[@src]"):
            script.drop_tree()  # what they add needs a server, or a module, which a disk refuses

    def _forms(self, tree: Any, file: str) -> None:
        """The look-up goes on by the range files; every other form says that it has ended."""
        for form in tree.xpath("//form[not(@data-kept)]"):
            if "m-lookup" in (form.get("class") or ""):
                place = E.div({"data-mercat-lookup": "", "class": "m-lookup"})
                script = E.script(src=relative(LOOK_UP, seen_from=file), defer="defer")
                _replace(form, place)
                tree.head.append(script)
            else:
                words = _("This could be filled in while the site was open. It is kept to be read.")
                _replace(form, E.p(words, {"class": "m-soft"}))

    def _links(self, tree: Any, path: str, file: str, page: Page, before: str) -> None:
        for link in tree.xpath("//a[@href] | //link[@href][not(@rel='stylesheet' or @rel='icon')]"):
            target = _target(_whole(link.get("href"), path))
            if not target.is_ours:
                continue
            if target.path == path and not target.query and target.fragment:
                link.set("href", f"#{target.fragment}")
            elif before and target.path == path and target.query.startswith("before="):
                link.set("href", relative(before, seen_from=file))
            elif target.file:
                if target.path == path and target.query.startswith("after="):
                    page.next_query = target.query
                to = relative(target.file, seen_from=file)
                link.set("href", to + (f"#{target.fragment}" if target.fragment else ""))
            elif link.tag == "link":
                link.drop_tree()
            else:
                del link.attrib["href"]
                link.attrib.pop("class", None)  # it shall not look like a link either
                link.tag = "span"

    def _sources(self, tree: Any, file: str, page: Page) -> None:
        found = "//img[@src] | //link[@rel='stylesheet' or @rel='icon']"
        for element in tree.xpath(found):
            name = "src" if element.tag == "img" else "href"
            target = _target(_whole(element.get(name), page.path))
            if target.is_ours and target.path.startswith(settings.STATIC_URL):
                inside = target.path.removeprefix(settings.STATIC_URL)
                page.assets.add(inside)
                element.set(name, relative(f"static/{inside}", seen_from=file))
            elif target.file:
                element.set(name, relative(target.file, seen_from=file))

    def _head(self, tree: Any, path: str, query: str, file: str) -> None:
        address = settings.SITE_URL + path + (f"?{query}" if query else "")
        tree.head.append(E.link(rel="canonical", href=address))
        tree.head.append(E.meta(name="archived-on", content=self.archived_on))

    def _banner(self, tree: Any, file: str) -> None:
        words = _("Archived on {day}. Nothing here changes any more.").format(day=self.archived_on)
        search = E.a(_("Search the archive"), href=relative("search/index.html", seen_from=file))
        search.set("class", "govuk-link")
        line = E.div(E.p(words + " ", search), {"class": "govuk-width-container"})
        region = {"class": "m-notice", "role": "region", "aria-label": _("Archived")}
        header = tree.xpath("//header")
        header[0].addprevious(E.div(line, region)) if header else tree.body.insert(0, E.div(line))


class Target(NamedTuple):
    is_ours: bool
    path: str
    query: str
    fragment: str
    file: str  # in the archive; empty where it is not in there


def _whole(address: str, path: str) -> str:
    if address.startswith("/") and not address.startswith("//"):
        return settings.SITE_URL + address
    return urljoin(settings.SITE_URL + path, address)


@lru_cache(maxsize=1000)  # the links around every page are the same
def _target(address: str) -> Target:
    found = urlsplit(address)
    if f"{found.scheme}://{found.netloc}" != settings.SITE_URL:
        return Target(False, found.path, found.query, found.fragment, "")
    is_kept = not found.query or found.query.startswith("after=")
    file = file_of(found.path, found.query) if is_kept and view_of(found.path) in EXPORTED else ""
    return Target(True, found.path, found.query, found.fragment, file)


def _replace(old: Any, new: Any) -> None:
    new.tail = old.tail
    old.getparent().replace(old, new)
