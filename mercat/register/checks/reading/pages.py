"""The links and the linked data of a page."""

from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from mercat.register.checks.reading import data

MOST = 5000
Tree = Any


class Link(NamedTuple):
    url: str
    rel: frozenset[str]


def tree_of(text: str) -> Tree | None:
    """None for what has nothing of a page."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    content = text.replace("\0", "").encode("utf-8", errors="replace")
    try:
        return html.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def links(text: str, *, base: str) -> list[Link]:
    """Every web address that a page links to, made whole."""
    tree = tree_of(text)
    if tree is None:
        return []
    base = _joined(base, tree.xpath("string(//base/@href)")) or base
    found = []
    for element in tree.xpath("//a[@href] | //area[@href] | //link[@href]")[:MOST]:
        rel = frozenset(element.get("rel", "").lower().split())
        url = _joined(base, element.get("href"))
        if url and (element.tag != "link" or "me" in rel):
            found.append(Link(url, rel))
    return found


def linked_data(text: str) -> list[Any]:
    tree = tree_of(text)
    if tree is None:
        return []
    scripts = [each for each in tree.iter("script") if _is_linked_data(each.get("type", ""))]
    return [data.parse(each.text or "") for each in scripts[:50]]


def _is_linked_data(kind: str) -> bool:
    return kind.partition(";")[0].strip().lower() == "application/ld+json"


def host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def plain(text: str) -> str:
    """What a reader sees of a piece of HTML, such as a profile's words about itself."""
    tree = tree_of(text) if text.strip() else None
    return " ".join(tree.text_content().split()) if tree is not None else ""


def _joined(base: str, href: str) -> str:
    try:
        url = urljoin(base, href.strip())
        scheme = urlsplit(url).scheme
    except ValueError:
        return ""
    return url if scheme in {"http", "https"} else ""
