"""One export, from the first page to the manifest. A run that was killed goes on where it was."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from mercat.archive.export import data, searching, texts
from mercat.archive.export.addresses import Kind, all_addresses
from mercat.archive.export.folder import Target
from mercat.archive.export.paths import file_of
from mercat.archive.export.rendering import Site
from mercat.archive.export.report import report
from mercat.archive.export.rewriting import Rewriter
from mercat.archive.export.search_page import search_page
from mercat.archive.export.state import State
from mercat.lookup import ranges

MANIFESTS = {"manifest.txt", "manifest.json", "manifest.txt.sig"}
IN_STYLES = re.compile(rb"""url\(["']?(?!data:)([^"')?#]+)""")
Told = Callable[[int], None]  # how many addresses are done


class Export:
    def __init__(self, root: Path, state: State, *, archived_on: str, at: datetime) -> None:
        self.target, self.state, self.at = Target(root), state, at
        self.archived_on = archived_on
        self.site, self.rewriter = Site(), Rewriter(archived_on)

    def pages(self, *, part: int = 0, parts: int = 1, told: Told = lambda count: None) -> int:
        """Every address of this part; those of other parts are other processes' work."""
        count = 0
        for number, (path, kind) in enumerate(all_addresses()):
            if number % parts != part:
                continue
            if not self.state.is_done(path):
                self._one(path, kind)
            count += 1
            told(count)
        return count

    def _one(self, path: str, kind: Kind) -> None:
        """A page with those that its list goes on over; committed together."""
        files, assets, query, before = [], set[str](), "", ""
        while True:
            content, media = self.site.get(path, query)
            name, title, text = file_of(path, query), "", ""
            following = ""
            if media.startswith("text/html") and path.endswith("/"):
                page = self.rewriter.page(content, path=path, query=query, before=before)
                content, title, text = page.content, page.title, page.text
                assets |= page.assets
                following = page.next_query if kind.pages else ""
            files.append((name, self.target.put(name, content), kind.counted, title, text))
            if not following or following == query:
                break
            before, query = name, following
        self.state.done(path, files, assets)

    def rest(self) -> dict[str, int]:
        """What is made of the pages: assets, the search, the look-up, the data, the manifest."""
        self._search()
        self._assets()
        self._look_up()
        for name, content in data.files(self.archived_on):
            self._put(name, content, "about the archive")
        for name, content in texts.files():
            self._put(name, content, "texts as Markdown, comments as JSON")
        verifier = Path(__file__).with_name("verify.py").read_bytes()
        self._put("verify.py", verifier, "about the archive")
        self._sitemap()
        counts = self.state.counts()
        self._put("report.json", report(counts, day=self.archived_on), "about the archive")
        self._forget_old()
        self._manifest()
        return self.state.counts()

    def _put(self, name: str, content: bytes, counted: str) -> None:
        self.state.add(name, self.target.put(name, content), counted)

    def _search(self) -> None:
        page = self.rewriter.page(search_page(), path="/search/", query="")
        names = []
        for name, content in searching.index(self.state):
            self._put(name, content, "search")
            names.append(Path(name).stem)
        words = " ".join(each for each in names if each.startswith("w"))
        tag = f'<script src="search.js" data-words="{words}" defer></script></body>'
        content = page.content.replace(b"</body>", tag.encode())
        self._put("search/index.html", content, "search")
        self._put("search/search.js", searching.SCRIPT.encode(), "search")
        with self.state.database:
            self.state.database.executemany(
                "INSERT OR IGNORE INTO assets VALUES (?)", [(each,) for each in page.assets]
            )

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
        for path in sorted((self.target.root / "look-up").rglob("*")):
            if path.is_file():
                name = path.relative_to(self.target.root).as_posix()
                self.state.add(name, self.target.digest(name), "look-up")

    def _sitemap(self) -> None:
        pages = "".join(f"{name}\n" for name, _, _ in self.state.pages())
        self._put("sitemap.txt", pages.encode(), "about the archive")

    def _forget_old(self) -> None:
        """What an earlier export wrote and this one did not."""
        for name in self.target.names():
            if name not in MANIFESTS and not self.state.has(name):
                (self.target.root / name).unlink()

    def _manifest(self) -> None:
        self.target.put("manifest.txt", b"".join(_lines(self.state)))
        said = {
            "format": 1,
            "archived_on": self.archived_on,
            "site": settings.SITE_URL,
            "files": sum(self.state.counts().values()),
            "counts": self.state.counts(),
            "manifest_sha256": self.target.digest("manifest.txt"),
        }
        self.target.put("manifest.json", json.dumps(said, indent=2).encode() + b"\n")


def _lines(state: State) -> Iterator[bytes]:
    yield from (f"{digest}  {name}\n".encode() for name, digest in state.names())


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
