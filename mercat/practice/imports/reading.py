import re
from urllib.parse import urlsplit

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.practice.imports import folders
from mercat.practice.imports.brought import Brought, from_name
from mercat.practice.imports.pictures import Held, Pictures, nothing
from mercat.practice.imports.text import fitting
from mercat.practice.imports.web import MOST_HTML, bring_web_page
from mercat.practice.imports.word import bring_word

FEW = 20  # of what no text holds
PICTURE = re.compile(
    r"!\[([^\]\n]{0,300})\]\(\s*<?([^\s)>]{1,2000})>?(?:\s+\"[^\"\n]{0,300}\")?\s*\)"
)


def bring(name: str, content: bytes, *, url: str = "") -> Brought:
    """By what it is: Word by its first bytes, a web page by its marks, else Markdown.

    `url` is where it was published: what the text names by half an address is whole then.
    """
    if folders.is_zip(content) and folders.is_word(content):
        return bring_word(name, content)
    if folders.is_zip(content):
        folder = folders.of_zip(content)
        return _text(folder.name, folder.page, held=folder.held, url=url)
    if folders.is_mhtml(content):
        folder = folders.of_mhtml(name, content)
        return _text(name, folder.page, held=folder.held, url=url or folder.base)
    return _text(name, content, url=url)


def _text(name: str, content: bytes, *, held: Held = nothing, url: str = "") -> Brought:
    if content[:2000].count(b"\0") > FEW and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused(_("Choose a Word document (.docx), a saved web page or a Markdown text."))
    text = str(from_bytes(content[:MOST_HTML]).best() or content.decode("utf-8", "replace"))
    text = text.replace("\0", "").replace("\r\n", "\n")
    if re.search(r"<(?:!doctype|html|body|p|h1|div|ul)\b", text[:20_000], re.IGNORECASE):
        return bring_web_page(name, text, held=held, base=url)
    return _markdown(text, name, Pictures(held, url))


def _markdown(text: str, name: str, pictures: Pictures) -> Brought:
    first = re.match(r"\s*#\s+(.+)\n", text)
    title = first[1].strip() if first else from_name(name)
    body = fitting((text[first.end() :] if first else text).strip())
    body = PICTURE.sub(lambda found: _own(found, pictures), body)
    return Brought(title[:160], fitting(body), pictures=pictures.kept, missing=pictures.missing)


def _own(found: re.Match[str], pictures: Pictures) -> str:
    """What the text says is no more than this; of what leads nowhere the words stay."""
    scheme = urlsplit(found[2]).scheme if ":" in found[2][:12] else ""
    if scheme not in {"", "http", "https", "data"}:
        return found[0]
    return pictures.take(found[2], found[1])
