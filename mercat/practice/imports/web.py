"""A web page: its main part, who wrote it and when, and its pictures as far as they are there."""

import re
from datetime import date
from typing import Any

from lxml import etree

from mercat.practice.imports.brought import Brought, from_name
from mercat.practice.imports.pictures import Held, Pictures, nothing, whole
from mercat.practice.imports.tags import with_few_attributes, words_of
from mercat.practice.imports.text import (
    DROPPED,
    as_markdown,
    first_of,
    fitting,
    is_cut,
    tree_of,
    with_marks,
    without_title,
)

MOST_HTML = 3_000_000
FURNITURE = "nav", "header", "footer", "aside"
TITLES = ("//meta[@property='og:title']/@content", "//title/text()", "(//h1)[1]//text()")
AUTHORS = (
    "//meta[@name='author']/@content",
    "//meta[@name='DC.creator' or @name='dcterms.creator']/@content",
    "//*[@rel='author' or @itemprop='author']//text()",
)
DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='DC.date' or @name='dcterms.date' or @name='date']/@content",
    "//time/@datetime",
)
HERE = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
FACES = (
    "//*[@rel='author' or @itemprop='author']//img",
    "//*[contains(@class, 'author') or contains(@class, 'byline')]//img",
    "//img[contains(@class, 'author') or contains(@class, 'avatar')]",
)
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
SAVED = re.compile(r"<!-- saved from url=\(\d{1,6}\)(\S{1,2000}) -->")
MAIN = ("//main", "//article", "//*[@id='content' or @id='main-content' or @role='main']", "//body")


def bring_web_page(name: str, text: str, *, held: Held = nothing, base: str = "") -> Brought:
    text = with_few_attributes(text[:MOST_HTML])
    tree = tree_of(text)
    author, day = first_of(tree, AUTHORS)[:160], _day(first_of(tree, DATES))
    url = base or _address(tree, text)
    pictures = Pictures(held, _base(tree, url))
    main = next((found[0] for path in MAIN if len(found := tree.xpath(path))), tree)
    _bring_face_in(tree, main, author)
    for each in main.xpath("|".join(f".//{tag}" for tag in (*FURNITURE, *DROPPED))):
        each.drop_tree()
    fitting(" ".join(main.text_content().split()))  # before anything is made of it
    heading = " ".join(" ".join(main.xpath("(.//h1)[1]//text()")).split())
    title = (heading or first_of(tree, TITLES) or from_name(name))[:160]
    marks = with_marks(main, pictures)
    made = "" if is_cut(tree) else etree.tostring(main, encoding="unicode", method="html")
    body = without_title(as_markdown(made, marks) or fitting(words_of(text)), heading)
    return Brought(title, body, author, day, url, pictures.kept, pictures.missing)


def _address(tree: Any, text: str) -> str:
    """Where it was, as a browser wrote above it when it was saved, or as it says itself."""
    saved = SAVED.search(text[:4000])
    return whole(saved[1] if saved else first_of(tree, HERE), "")


def _base(tree: Any, url: str) -> str:
    return whole(first_of(tree, ("//base/@href",)), url) or url


def _bring_face_in(tree: Any, main: Any, author: str) -> None:
    """The author's picture is part of the text, though it often stands in what goes."""
    face = next((found[0] for path in FACES if len(found := tree.xpath(path))), None)
    if face is None and author:
        face = next((each for each in tree.iter("img") if each.get("alt") == author), None)
    if face is None:
        return
    if author and not face.get("alt"):
        face.set("alt", author)
    above = list(face.iterancestors())
    if main in above and not any(each.tag in FURNITURE for each in above[: above.index(main)]):
        return
    place = etree.Element("p")
    place.append(face)
    main.insert(0, place)


def _day(said: str) -> date | None:
    if found := DAY.match(said):
        try:
            return date(*(int(each) for each in found.groups()))
        except ValueError:
            return None
    return None
