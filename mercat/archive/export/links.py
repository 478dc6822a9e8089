"""Whether every link of an archive leads to something in it, and nothing asks another host."""

import json
import os
import posixpath
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils import timezone
from lxml import html

from mercat.archive.export.folder import Target
from mercat.archive.export.presses import presses
from mercat.organisations.models import Organisation

ASKED = "//img/@src | //script/@src | //link[@rel='stylesheet' or @rel='icon']/@href"


def faults(root: Path) -> Iterator[str]:
    is_file = lru_cache(maxsize=10_000)(os.path.isfile)  # most pages lead to the same few
    for name in sorted(Target(root).names()):
        if not name.endswith(".html"):
            continue
        tree = html.document_fromstring((root / name).read_bytes())
        for found in tree.xpath(ASKED):
            if urlsplit(found).netloc:
                yield f"{name} asks another host: {found}"
        for found in tree.xpath(f"{ASKED} | //a/@href"):
            target = _target(name, found)
            if target and (target.startswith("..") or not is_file(os.path.join(root, target))):
                yield f"{name} leads to {found}, which is not here"


def _target(name: str, found: str) -> str:
    """The file that it means, seen from the archive's root; empty where it leads elsewhere."""
    said = urlsplit(found)
    if said.scheme or said.netloc or not said.path:
        return ""
    path = unquote(said.path)
    if path.startswith("/"):
        return path.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def missing(root: Path) -> Iterator[str]:
    """Pages of the live site that are not among the files."""
    said = json.loads((root / "manifest.json").read_text(encoding="utf-8"))
    organisation = Organisation.objects.filter(slug=said.get("readers", "")).first()
    for press in presses(organisation, at=timezone.now()):
        for path, _, _ in press.addresses():
            if not (root / press.rewriter.file_of(path)).is_file():
                yield f"{settings.SITE_URL}{path} is not here, in {press.edition.name}"
