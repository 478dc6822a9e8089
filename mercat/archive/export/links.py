"""Whether every link of an archive leads to something in it, and nothing asks another host."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from lxml import html

from mercat.archive.export.addresses import all_addresses
from mercat.archive.export.paths import file_of

ASKED = "//img/@src | //script/@src | //link[@rel='stylesheet' or @rel='icon']/@href"


def faults(root: Path) -> Iterator[str]:
    for path in sorted(root.rglob("*.html")):
        name = path.relative_to(root).as_posix()
        tree = html.document_fromstring(path.read_bytes())
        for found in tree.xpath(ASKED):
            if urlsplit(found).netloc:
                yield f"{name} asks another host: {found}"
        for found in tree.xpath(f"{ASKED} | //a/@href"):
            if not _is_there(root, name, found):
                yield f"{name} leads to {found}, which is not here"


def _is_there(root: Path, name: str, found: str) -> bool:
    target = urlsplit(urljoin(f"http://archive/{name}", found))
    if target.netloc != "archive" or target.scheme not in {"http", "https"}:
        return True
    return (root / unquote(target.path).lstrip("/")).is_file()


def missing(root: Path) -> Iterator[str]:
    """Pages of the live site that are not among the files."""
    for path, _, _ in all_addresses():
        if not (root / file_of(path)).is_file():
            yield f"{settings.SITE_URL}{path} is not here"
