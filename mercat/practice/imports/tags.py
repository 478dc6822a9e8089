"""Pages that no parser should be given: it compares each attribute of an element with all before,
and leaves out what is nested deeper than it goes. Here nothing is read twice.
"""

import re
from collections.abc import Iterator
from html import unescape

MOST_ATTRIBUTES = 200
SHORT = 2 * MOST_ATTRIBUTES  # too short to hold as many
# As HTML's own rules read them, so that nothing hides between a quotation mark and the next.
ATTRIBUTES = (
    r"""(?:[\s/]++|[^\s/>][^\s/>=]*+"""
    r"""(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)?+)*+"""
)
COMMENT = r"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*+>?|</[^a-zA-Z][^>]*+>?"
TAG = re.compile(rf"{COMMENT}|<(/?[a-zA-Z][^\s/>]*+)({ATTRIBUTES})>?", re.DOTALL)
GAP = re.compile(r"""[\s/"']""")
BLOCKS = re.compile(r"/?(?:h[1-6r]|p|div|li|blockquote|pre|tr|t[dh]|d[dt]|br|table|[ou]l)", re.I)
# What stands in these is no element, until they end.
UNSEEN = {"script", "style", "iframe", "noembed", "noframes", "xmp"}
RAW = {*UNSEEN, "textarea", "title", "plaintext"}
RAW_ENDS = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in RAW}
Piece = tuple[str, "re.Match[str] | None", str]


def with_few_attributes(text: str) -> str:
    return "".join(
        f"{before}{_short(tag) if tag else ''}{raw}" for before, tag, raw in _pieces(text)
    )


def words_of(text: str) -> str:
    """Of a page of any depth: its words, as paragraphs."""
    said = []
    for before, tag, raw in _pieces(text):
        name = (tag[1] or "").lower() if tag else ""
        is_block = bool(BLOCKS.fullmatch(name))
        said += [before, "\n\n" if is_block else "", "" if name in UNSEEN else raw]
    lines = re.sub(r"[ \t]*\n\s*\n\s*", "\n\n", unescape("".join(said)))
    return lines.strip()


def _short(tag: re.Match[str]) -> str:
    given = tag[2] or ""
    is_long = len(given) > SHORT and len(GAP.findall(given)) > MOST_ATTRIBUTES
    return f"<{tag[1]}>" if is_long else tag[0]


def _pieces(text: str) -> Iterator[Piece]:
    """What stands before each tag or comment, it, and what stands in it that is no element."""
    position = 0
    while found := TAG.search(text, position):
        start, position = position, found.end()
        name, raw = (found[1] or "").lower(), ""
        if name in RAW:
            ends = RAW_ENDS[name].search(text, position)
            raw = text[position : ends.start() if ends else None]
            position += len(raw)
        yield text[start : found.start()], found, raw
    yield text[position:], None, ""
