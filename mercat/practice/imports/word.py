"""A Word document, read by mammoth, with the pictures that are in it."""

import io
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import mammoth
from django.utils.translation import gettext as _
from lxml import etree

from mercat.common.refusals import Refused
from mercat.common.uploads import MOST_BYTES, check
from mercat.practice.imports.brought import Brought, from_name
from mercat.practice.imports.pictures import Pictures
from mercat.practice.imports.text import as_markdown, first_of, tree_of, with_marks, without_title

STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        "p[style-name='Quote'] => blockquote > p:fresh",
        "p[style-name='Intense Quote'] => blockquote > p:fresh",
    ]
)
INSIDE = "word:"


@dataclass(slots=True)
class Inside:
    """The pictures of one document, by the address that the text has for each."""

    contents: dict[str, bytes] = field(default_factory=dict)

    def keep(self, image: Any) -> dict[str, str]:
        address = f"{INSIDE}picture-{len(self.contents) + 1}"
        try:
            with image.open() as opened:
                self.contents[address] = opened.read(MOST_BYTES + 1)
        except (OSError, KeyError, ValueError):  # a link to a file on somebody's own disk
            self.contents[address] = b""
        return {"src": address}

    def held(self, address: str) -> bytes | None:
        return self.contents.get(address)


def bring_word(name: str, content: bytes) -> Brought:
    checked = check(name, content)  # no bomb, nothing that runs
    if checked.kind.key != "docx":
        raise Refused(_("“{name}” is no Word document.").format(name=checked.name))
    inside = Inside()
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(checked.content),
            convert_image=mammoth.images.img_element(inside.keep),
            style_map=STYLES,
        ).value
    except Exception as error:  # whatever is wrong inside, its reader has one sentence
        raise Refused(_("This Word document cannot be read. Save it again as .docx.")) from error
    author, day, title = _properties(checked.content)
    tree, pictures = tree_of(made), Pictures(inside.held)
    heading = first_of(tree, ("(//h1)[1]//text()",))
    marks = with_marks(tree, pictures)
    body = as_markdown(etree.tostring(tree, encoding="unicode", method="html"), marks)
    body = without_title(body, heading)
    title = (heading or title or from_name(name))[:160]
    return Brought(title, body, author, day, pictures=pictures.kept, missing=pictures.missing)


def _properties(content: bytes) -> tuple[str, date | None, str]:
    import docx  # noqa: PLC0415  # slow to load, and few need it

    properties = docx.Document(io.BytesIO(content)).core_properties
    moment = properties.modified or properties.created
    return (
        (properties.author or "")[:160],
        moment.date() if moment else None,
        properties.title or "",
    )
