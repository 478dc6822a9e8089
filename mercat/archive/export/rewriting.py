"""A page of the live site as a file: links lead to files, what needs a server is explained."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from lxml import html
from lxml.builder import E

from mercat.archive.export import around
from mercat.archive.export.addresses import PUBLIC
from mercat.archive.export.editions import Edition
from mercat.archive.export.members import LED_TO, MEMBERS
from mercat.archive.export.names import Names
from mercat.archive.export.paths import file_of, relative, view_of
from mercat.practice import queries as practice

PARSER = html.HTMLParser(encoding="utf-8")
LOOK_UP, SEARCH = "look-up/lookup.js", "/search/"
SAID_BEFORE_ALL = ("/lookup/",)  # who is named there chose it
# A line of the footer, a tile of the first page, a paragraph that is one link.
ONLY_A_WAY = (
    "ancestor::li[ancestor::footer or @class='m-tile']"
    " | parent::p[count(*) = 1 and normalize-space() = normalize-space(*)]"
)
GONE = (
    "link[@rel='canonical']",  # around.head gives each page its own
    "ul[@class='m-account']",
    "form[contains(@class, 'm-languages')]",
    "meta[starts-with(@property, 'og:image')]",  # asked by a whole address; an archive has none
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
    """`names`: where the reader is a member, the names of all who did not choose to be named."""

    archived_on: str
    edition: Edition
    editions: list[Edition]
    names: Names | None = None
    past: frozenset[str] = frozenset()  # what has been kept for its period, and leaves with nobody

    def file_of(self, path: str, query: str = "") -> str:
        return file_of(path, query, self.edition.folder)

    def target(self, address: str) -> "Target":
        return _target(address, self.edition.folder, bool(self.edition.reader))

    def page(self, content: bytes, *, path: str, query: str, before: str = "") -> Page:
        """`before`: the file of the page before this one, of a list on several pages."""
        tree = html.document_fromstring(content, parser=PARSER)
        file = self.file_of(path, query)
        page = Page(path, b"", title=tree.findtext(".//title") or "", text="")
        self._take_out(tree)
        self._forms(tree, file)
        self._links(tree, path, file, page, before)
        self._sources(tree, file, page)
        self._around(tree, path, query, file)
        if self.names and not path.startswith(SAID_BEFORE_ALL):
            self.names.leave_out(tree)
            page.title = tree.findtext(".//title") or ""
        main = tree.get_element_by_id("main-content", None)
        words = (tree if main is None else main).xpath(".//text()")
        page.text = " ".join(" ".join(words).split())  # a term and what follows are two words
        page.content = html.tostring(tree, doctype="<!doctype html>", encoding="utf-8") + b"\n"
        return page

    def pieces(self, pieces: Iterable[bytes], media: str, path: str) -> Iterable[bytes]:
        is_text = media.startswith(("text/", "application/json", "application/yaml"))
        if self.names is None or not is_text:
            return pieces
        return [self.file(b"".join(pieces), path)]

    def file(self, content: bytes, path: str) -> bytes:
        """A text that is no page, without the names."""
        if self.names is None or path.startswith(SAID_BEFORE_ALL):
            return content
        return self.names.left_out_of(content.decode()).encode()

    def _around(self, tree: Any, path: str, query: str, file: str) -> None:
        search = relative(self.file_of(SEARCH), seen_from=file)
        around.head(tree, path, query, archived_on=self.archived_on)
        around.banner(tree, search, archived_on=self.archived_on)
        others = [each for each in self.editions if each is not self.edition]
        around.languages(tree, [(each, _to(each, path, file)) for each in others])

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
            target = self.target(_whole(link.get("href"), path))
            if not target.is_ours:
                continue
            if target.path in self.past:
                _leave_out(link)
            elif target.path == path and not target.query and target.fragment:
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
                _lead_nowhere(link)

    def _sources(self, tree: Any, file: str, page: Page) -> None:
        found = "//img[@src] | //link[@rel='stylesheet' or @rel='icon']"
        for element in tree.xpath(found):
            name = "src" if element.tag == "img" else "href"
            target = self.target(_whole(element.get(name), page.path))
            if target.is_ours and target.path.startswith(settings.STATIC_URL):
                inside = target.path.removeprefix(settings.STATIC_URL)
                page.assets.add(inside)
                element.set(name, relative(f"static/{inside}", seen_from=file))
            elif target.file and _shows(target.path):
                element.set(name, relative(target.file, seen_from=file))
            elif target.is_ours:
                element.drop_tree()


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
def _target(address: str, folder: str, is_member: bool) -> Target:
    found = urlsplit(address)
    if f"{found.scheme}://{found.netloc}" != settings.SITE_URL:
        return Target(False, found.path, found.query, found.fragment, "")
    is_kept = not found.query or found.query.startswith("after=")
    path = _led(found.path)
    name = view_of(path)
    is_kept = is_kept and (name in PUBLIC or (is_member and name in MEMBERS))
    file = file_of(path, found.query, folder) if is_kept else ""
    return Target(True, path, found.query, found.fragment, file)


def _led(path: str) -> str:
    """Where the site would send on whoever follows a link to it."""
    name = LED_TO.get(view_of(path))
    return reverse(name, kwargs=resolve(path).kwargs) if name else path


@lru_cache(maxsize=1000)
def _shows(path: str) -> bool:
    """Pictures of people only where they show theirs to everybody."""
    if view_of(path) != "practice:face":
        return True
    faces = practice.faces(for_public=True)
    return faces.filter(public_id=resolve(path).kwargs["profile_id"]).exists()


def _to(edition: Edition, path: str, file: str) -> str:
    """The same page there. A list is opened at its beginning: it may be in another order."""
    return relative(file_of(path, "", edition.folder), seen_from=file)


def _lead_nowhere(link: Any) -> None:
    """Its words stay, unless there is nothing but the way to somewhere."""
    ways = link.xpath(ONLY_A_WAY)
    if ways and ways[0].getparent() is not None:  # not yet dropped, by another link in it
        ways[0].drop_tree()
        return
    del link.attrib["href"]
    link.attrib.pop("class", None)  # it shall not look like a link either
    link.tag = "span"


def _leave_out(link: Any) -> None:
    """With its line of a list or a table: what it is called may be too much already."""
    lines = link.xpath("ancestor::*[self::li or self::tr][1]")
    (lines[0] if lines else link).drop_tree()


def _replace(old: Any, new: Any) -> None:
    new.tail = old.tail
    old.getparent().replace(old, new)
