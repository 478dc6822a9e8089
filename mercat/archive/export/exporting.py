"""One export, from the first page to the manifest. A run that was killed goes on where it was."""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from mercat.archive.export import assessments, data, searching, texts
from mercat.archive.export.folder import Target
from mercat.archive.export.pages import Pages
from mercat.archive.export.presses import Press, presses
from mercat.archive.export.report import report
from mercat.archive.export.search_page import search_page
from mercat.archive.export.state import File, State
from mercat.common import languages
from mercat.lookup import ranges
from mercat.organisations.models import Organisation

MANIFESTS = {"manifest.txt", "manifest.json", "manifest.txt.sig"}
IN_STYLES = re.compile(rb"""url\(["']?(?!data:)([^"')?#]+)""")
Contents = Iterable[tuple[str, bytes]]


class Export:
    """For the public; with an organisation, for whoever works there."""

    def __init__(
        self,
        root: Path,
        state: State,
        *,
        archived_on: str,
        at: datetime,
        organisation: Organisation | None = None,
    ) -> None:
        self.target, self.state, self.at = Target(root), state, at
        self.archived_on, self.organisation = archived_on, organisation
        self.presses = presses(organisation, at=at)
        self.pages = Pages(self.target, state, self.presses)

    def rest(self) -> dict[str, int]:
        """What is made of the pages: assets, the search, the look-up, the data, the manifest."""
        for press in self.presses:
            with languages.reading(press.edition.language):
                self._search(press)
        self._assets()
        self._look_up()
        about = data.files(self.archived_on, members=bool(self.organisation))
        self._put_all(about, "about the archive")
        self._put_all(self._texts(), "texts as Markdown, comments as JSON")
        shared = assessments.files(self.presses[0].edition.reader)
        self._put_all(shared, "assessments as JSON")
        verifier = Path(__file__).with_name("verify.py").read_bytes()
        self._put("verify.py", verifier, "about the archive")
        sitemap = (f"{name}\n".encode() for name, _, _ in self.state.pages())
        self._put_pieces("sitemap.txt", sitemap, "about the archive")
        counts = self.state.counts()
        said = report(counts, day=self.archived_on, organisation=self.organisation, at=self.at)
        self._put("report.json", said, "about the archive")
        self._forget_old()
        self._manifest()
        return self.state.counts()

    def _put(self, name: str, content: bytes, counted: str) -> None:
        self._put_all([(name, content)], counted)

    def _put_all(self, contents: Contents, counted: str) -> None:
        for name, content in contents:
            self.state.add([File(name, self.target.put(name, content), counted)])

    def _put_pieces(self, name: str, pieces: Iterable[bytes], counted: str) -> None:
        self.state.add([File(name, self.target.put_pieces(name, pieces), counted)])

    def _texts(self) -> Contents:
        first = self.presses[0]
        with languages.reading(first.edition.language):
            for name, content in texts.files(first.edition.reader):
                yield name, first.rewriter.file(content, f"/{name}")

    def _search(self, press: Press) -> None:
        """Each language has an index of its own."""
        folder, names = press.edition.folder, []
        page = press.rewriter.page(search_page(), path="/search/", query="")
        others = tuple(each.edition.folder for each in self.presses[1:])
        for name, pieces in searching.index(self.state, others, folder):
            self._put_pieces(folder + name, pieces, "search")
            names.append(Path(name).stem)
        words = " ".join(each for each in names if each.startswith("w"))
        tag = f'<script src="search.js" data-words="{words}" defer></script></body>'
        content = page.content.replace(b"</body>", tag.encode())
        self._put(f"{folder}search/index.html", content, "search")
        self._put(f"{folder}search/search.js", searching.SCRIPT.encode(), "search")
        self.state.add([], page.assets)

    def _assets(self) -> None:
        """Styles, fonts and pictures, with what the styles name."""
        waiting, seen = self.state.assets(), set[str]()
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            content = _static(name)
            self._put(f"static/{name}", content, "styles, fonts and pictures")
            if name.endswith(".css"):
                waiting += [_beside(name, found.decode()) for found in IN_STYLES.findall(content)]

    def _look_up(self) -> None:
        place = ranges.Folder(self.target.root / "look-up")
        ranges.publish(place, at=self.at, whole=True, scripts=True, remembers=False)
        for name in self.target.names("look-up"):
            if not Path(name).name.startswith("."):  # what a killed run was about to write
                self.state.add([File(name, self.target.digest(name), "look-up")])

    def _forget_old(self) -> None:
        """What an earlier export wrote and this one did not."""
        for name in self.target.names():
            if name not in MANIFESTS and not self.state.has(name):
                self.target.remove(name)

    def _manifest(self) -> None:
        lines = (f"{digest}  {name}\n".encode() for name, digest in self.state.names())
        digest, counts = self.target.put_pieces("manifest.txt", lines), self.state.counts()
        said = {
            "format": 1,
            "archived_on": self.archived_on,
            "site": settings.SITE_URL,
            "readers": self.organisation.slug if self.organisation else "",
            "languages": [each.edition.language for each in self.presses],
            "files": sum(counts.values()),
            "counts": counts,
            "manifest_sha256": digest,
        }
        self.target.put("manifest.json", json.dumps(said, indent=2).encode() + b"\n")


def _beside(name: str, found: str) -> str:
    """What a style sheet names, from the root of the static files."""
    folder = Path(name).parent
    parts: list[str] = []
    for part in (*folder.parts, *unquote(found).split("/")):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _static(name: str) -> bytes:
    """As the server sends it: collected, or where it stands in the code."""
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            content: bytes = file.read()
        return content
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(name)
    return Path(str(found)).read_bytes()
