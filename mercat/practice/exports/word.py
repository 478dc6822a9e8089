"""Our own safe HTML as a Word document, with Word's own styles."""

import base64
import io
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm
from lxml import html as reader
from PIL import Image

BLOCKS = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "table", "hr"}
WIDEST = Cm(15)
DEEPEST = 3  # Word has List Bullet to List Bullet 3


def as_word(
    *,
    title: str,
    summary: str,
    html: str,
    sources: list[str],
    about: list[str],
    author: str,
    moment: datetime,
) -> Document:
    """Pictures are in the HTML itself, as data addresses; others are named."""
    made = docx.Document()
    properties = made.core_properties
    properties.title, properties.author = title, author
    properties.created = properties.modified = moment.replace(tzinfo=None)
    made.add_heading(title, 0)
    if summary:
        made.add_paragraph(summary, style="Subtitle")
    for block in reader.fragment_fromstring(html or "<p></p>", create_parent="div"):
        _block(made, block)
    if sources:
        made.add_heading(_("Sources"), 1)
        for each in sources:
            made.add_paragraph(each, style="List Bullet")
    for line in about:
        made.add_paragraph(line, style="Caption")
    return made


def _block(made: Document, block: Any, *, depth: int = 1, style: str | None = None) -> None:
    tag = block.tag
    if tag in {"ul", "ol"}:
        _list(made, block, depth=depth)
    elif tag == "blockquote":
        for inner in block:
            _block(made, inner, depth=depth, style="Quote")
    elif tag == "table":
        _table(made, block)
    elif isinstance(tag, str) and tag[:1] == "h" and tag[1:].isdecimal():
        made.add_heading(block.text_content().strip(), int(tag[1:]) - 1)
    elif tag != "hr":
        _runs(made.add_paragraph(style=style), block)


def _list(made: Document, block: Any, *, depth: int) -> None:
    name = "List Bullet" if block.tag == "ul" else "List Number"
    level = min(depth, DEEPEST)
    style = name if level == 1 else f"{name} {level}"
    for item in block.findall("li"):
        inner = [each for each in item if each.tag in BLOCKS]
        if not inner or (item.text or "").strip() or inner[0].tag in {"ul", "ol"}:
            _runs(made.add_paragraph(style=style), item, skips=BLOCKS)
        for each in inner:
            _block(made, each, depth=depth + 1, style=style)


def _table(made: Document, block: Any) -> None:
    rows = block.xpath(".//tr")
    wide = max((len(row.xpath("./th|./td")) for row in rows), default=0)
    if not wide:
        return
    table = made.add_table(rows=0, cols=wide, style="Table Grid")
    for row in rows:
        cells = table.add_row().cells
        for cell, said in zip(cells, row.xpath("./th|./td"), strict=False):
            _runs(cell.paragraphs[0], said)


def _runs(
    paragraph: Any,
    element: Any,
    *,
    bold: bool = False,
    italic: bool = False,
    skips: AbstractSet[str] = frozenset(),
) -> None:
    _run(paragraph, element.text, bold=bold, italic=italic)
    for child in element:
        if child.tag == "a" and child.get("href"):
            _link(paragraph, child.get("href"), child.text_content())
        elif child.tag == "br":
            paragraph.add_run().add_break()
        elif child.tag == "img":
            _picture(paragraph, child)
        elif child.tag not in skips:
            strong = bold or child.tag == "strong"
            _runs(paragraph, child, bold=strong, italic=italic or child.tag == "em")
        if child.tag not in skips:
            _run(paragraph, child.tail, bold=bold, italic=italic)


def _picture(paragraph: Any, image: Any) -> None:
    """As wide as it is, or as the text; Word knows no WebP, so that it is drawn as PNG."""
    kind, comma, said = str(image.get("src", "")).partition(",")
    if not comma or not kind.startswith("data:"):
        _run(paragraph, f"[{image.get('alt', '')}]", bold=False, italic=True)
        return
    drawn = io.BytesIO(base64.b64decode(said))
    if kind == "data:image/webp;base64":
        with Image.open(drawn) as opened:
            drawn = io.BytesIO()
            opened.save(drawn, "PNG")
        drawn.seek(0)
    shape = paragraph.add_run().add_picture(drawn)
    if shape.width > WIDEST:
        shape.height, shape.width = int(shape.height * WIDEST / shape.width), WIDEST
    shape._inline.docPr.set("descr", image.get("alt", ""))


def _run(paragraph: Any, text: str | None, *, bold: bool, italic: bool) -> None:
    if text:
        run = paragraph.add_run(text.replace("\n", " "))
        run.bold, run.italic = bold or None, italic or None


def _link(paragraph: Any, address: str, text: str) -> None:
    target = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    key = paragraph.part.relate_to(address, target, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    run = OxmlElement("w:r")
    said = OxmlElement("w:t")
    said.text = text
    run.append(said)
    link.append(run)
    paragraph._p.append(link)
