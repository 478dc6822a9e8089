"""What of a text can be quoted: its paragraphs, as somebody reads them."""

from lxml import html

from mercat.common import markdown

LONGEST = 1000
BLOCKS = ("p", "li", "h2", "h3", "h4", "h5", "h6", "td", "th", "pre")


def passages(text: str) -> list[str]:
    """Each paragraph, heading and line of a list once, in order, without marks."""
    shown = str(markdown.render(text).html)
    if not shown.strip():
        return []
    page = html.fragment_fromstring(shown, create_parent="div")
    found = (_said(each) for each in page.iter(*BLOCKS) if not _holds_blocks(each))
    return list(dict.fromkeys(said for said in found if said))


def stands_in(quote: str, text: str) -> bool:
    """Whether these very words stand there, however the lines break."""
    page = html.fragment_fromstring(str(markdown.render(text).html), create_parent="div")
    return _plain(quote) in _plain(" ".join(page.itertext()))


def _holds_blocks(block: html.HtmlElement) -> bool:
    return any(child.tag in BLOCKS for child in block)


def _said(block: html.HtmlElement) -> str:
    return " ".join(str(block.text_content()).split())[:LONGEST]


def _plain(text: str) -> str:
    """Without any space: where one block ends and the next begins, a browser sets its own."""
    return "".join(text.split())
