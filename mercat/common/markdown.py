"""What people write, as HTML that is safe to show: CommonMark with tables.

HTML in it is text. A picture is shown only when the caller knows it, so that no page fetches
anything from elsewhere. What would take long to read (a line of a megabyte) stands as plain text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST = 100_000  # characters that are read as Markdown
LONGEST_LINE = 5_000
MOST_LINES = 2_500
# Of what Markdown gives a meaning to: the reader's time grows with the square of a paragraph's.
MOST_MARKS = 6_000_000
DEEPEST = 30  # levels, of which a list takes two
TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre"),
    *("code", "em", "strong", "s", "a", "img", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href", "class", "title"},
    "img": {"src", "alt", "class"},
    "ol": {"start"},
    "table": {"class"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
SCHEMES = {"http", "https", "mailto", "tel"}
HEADING, HEADING_ENDS = re.compile(r"<h[2-6][^>]*>"), re.compile(r"</h[2-6]>")
MARKS = re.compile(r"[\[\]*_`<>!~|&\\]")


@dataclass(frozen=True, slots=True)
class Picture:
    url: str
    alt: str


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    html: SafeString
    headings: list[Heading] = field(default_factory=list)


PictureOf = Callable[[str], Picture | None]


def _no_picture(address: str) -> Picture | None:
    return None


# Definitions of links would vanish from what is read; without them their text stays.
_reader = (
    MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST + 10})
    .enable(["table", "strikethrough"])
    .disable("reference")
)


def render(
    text: str, *, picture: PictureOf = _no_picture, prefix: str = "s-", top: int = 2
) -> Rendered:
    """`picture` says what an address of a picture stands for here; `prefix` begins its anchors;
    `top` is the level of its highest headings, on a page that has its own h1."""
    text = text.replace("\r\n", "\n").replace("\0", "")
    if is_too_much(text):
        return Rendered(plain(text))
    tokens = _reader.parse(text)
    if any(token.level > DEEPEST for token in tokens):  # what is deeper yet was left out
        return Rendered(plain(text))
    headings = _mark_headings(tokens, prefix, top)
    for token in tokens:
        _mend(token, picture)
    html = _reader.renderer.render(tokens, _reader.options, {})
    return Rendered(mark_safe(clean(html)), headings)


def without_headings(text: str) -> SafeString:
    """For words that stand before a page's own title: what was a heading is a strong line."""
    html = HEADING_ENDS.sub("</strong></p>", HEADING.sub("<p><strong>", render(text).html))
    return mark_safe(html)


def clean(html: str) -> str:
    """Nothing but what we know comes through, wherever it came from."""
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow ugc"
    )


def plain(text: str) -> SafeString:
    """Paragraphs without any reading."""
    blocks = [each for each in re.split(r"\n{2,}", text) if each.strip()]
    return mark_safe("".join(f"<p>{escape(each)}</p>" for each in blocks))


def is_too_much(text: str) -> bool:
    if len(text) > LONGEST or text.count("\n") > MOST_LINES:
        return True
    if any(len(line) > LONGEST_LINE for line in text.split("\n")):
        return True
    paragraphs = (len(MARKS.findall(each)) for each in text.split("\n\n"))
    return sum(marks * marks for marks in paragraphs) > MOST_MARKS


def words_of(text: str, *, most: int = 300) -> str:
    """The first words without marks, for a list or a mail."""
    html = str(render(text[: most * 4]).html)
    bare = nh3.clean(html.replace("><", "> <"), tags=set())
    shown = " ".join(_unescaped(bare).split())
    return shown if len(shown) <= most else f"{shown[:most].rsplit(' ', 1)[0]} …"


def _unescaped(text: str) -> str:
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, letter)
    return text


def _mark_headings(tokens: list[Token], prefix: str, top: int) -> list[Heading]:
    """However the marks were counted, the outline begins at `top` and leaves no level out."""
    headings: list[Heading] = []
    taken: dict[str, int] = {}
    above: list[str] = []
    for opens, said, closes in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opens.type == "heading_open":
            text = _text_of(said)
            key = _anchor(text, prefix, taken)
            above = [tag for tag in above if tag < opens.tag]
            level = min(top + len(above), 6)
            above.append(opens.tag)
            opens.attrSet("id", key)
            opens.tag = closes.tag = f"h{level}"
            headings.append(Heading(level, key, text))
    return headings


def _anchor(text: str, prefix: str, taken: dict[str, int]) -> str:
    """The second of a name ends in two underscores and 2, which no slug does."""
    key = f"{prefix}{slugify(text)[:60].replace('__', '_') or 'part'}"
    taken[key] = taken.get(key, 0) + 1
    return key if taken[key] == 1 else f"{key}__{taken[key]}"


def _text_of(token: Token) -> str:
    said = [each.content for each in token.children or [] if each.type in {"text", "code_inline"}]
    return "".join(said).strip()


def _mend(token: Token, picture: PictureOf) -> None:
    if token.type == "table_open":
        token.attrSet("class", "m-table")
    for child in token.children or []:
        if child.type == "link_open":
            child.attrSet("class", "govuk-link")
            _mend_link(child)
    if token.children and any(each.type == "image" for each in token.children):
        token.children = [
            mended
            for each in token.children
            for mended in (_picture(each, picture) if each.type == "image" else [each])
        ]


def _mend_link(token: Token) -> None:
    """What looks like a scheme is one of ours, or the link leads nowhere."""
    scheme, colon, _rest = re.split(r"[/?#]", str(token.attrGet("href") or ""))[0].partition(":")
    if colon and scheme.lower() not in SCHEMES:
        token.attrs.pop("href")


def _picture(token: Token, picture: PictureOf) -> list[Token]:
    """One of the page's own, or a link to where it is."""
    address, said = str(token.attrGet("src") or ""), token.content
    if found := picture(address):
        token.attrs = {"src": found.url, "alt": "", "class": "m-picture"}
        # The renderer draws the alternative text from the children.
        token.children = [Token("text", "", 0, content=said or found.alt)]
        return [token]
    link: dict[str, Any] = {"href": address, "class": "govuk-link"}
    opens = Token("link_open", "a", 1, attrs=link)
    _mend_link(opens)
    return [
        opens,
        Token("text", "", 0, content=said or address),
        Token("link_close", "a", -1),
    ]
