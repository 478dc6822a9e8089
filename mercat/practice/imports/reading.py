import io
import re
from dataclasses import dataclass
from datetime import date

import mammoth
import nh3
from charset_normalizer import from_bytes
from django.utils.translation import gettext as _
from lxml import etree, html
from markdownify import MarkdownConverter

from mercat.common.refusals import Refused
from mercat.common.uploads import check

MOST_CHARACTERS = 100_000
MOST_HTML = 3_000_000
FEW = 20  # of what no text holds
KEPT = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "ul", "ol", "li", "blockquote", "pre"),
    *("code", "em", "i", "strong", "b", "s", "del", "a", "table", "thead", "tbody", "tr", "th"),
    *("td", "caption", "dl", "dt", "dd"),
}
# Gone with all that is in them.
DROPPED = {"script", "style", "noscript", "template", "iframe", "object"}
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
STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        "p[style-name='Quote'] => blockquote > p:fresh",
        "p[style-name='Intense Quote'] => blockquote > p:fresh",
    ]
)
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
MAIN = ("//main", "//article", "//*[@id='content' or @id='main-content' or @role='main']", "//body")


@dataclass(frozen=True, slots=True)
class Brought:
    title: str
    body: str
    author: str = ""
    day: date | None = None
    pictures: int = 0  # that were left out


def bring(name: str, content: bytes) -> Brought:
    """By what it is: Word by its first bytes, a web page by its marks, else Markdown."""
    if content.startswith(b"PK\x03\x04"):
        return _word(name, content)
    if content[:2000].count(b"\0") > FEW and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused(_("Choose a Word document (.docx), a saved web page or a Markdown text."))
    text = str(from_bytes(content[:MOST_HTML]).best() or content.decode("utf-8", "replace"))
    text = text.replace("\0", "").replace("\r\n", "\n")
    if re.search(r"<(?:!doctype|html|body|p|h1|div|ul)\b", text[:20_000], re.IGNORECASE):
        return _web_page(text, name)
    return _markdown(text, name)


def _markdown(text: str, name: str) -> Brought:
    first = re.match(r"\s*#\s+(.+)\n", text)
    title = first[1].strip() if first else _from_name(name)
    body = text[first.end() :] if first else text
    return Brought(title[:160], _fitting(body.strip()))


def _word(name: str, content: bytes) -> Brought:
    checked = check(name, content)  # no bomb, nothing that runs
    if checked.kind.key != "docx":
        raise Refused(_("“{name}” is no Word document.").format(name=checked.name))
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(checked.content),
            convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
            style_map=STYLES,
        ).value
    except Exception as error:  # whatever is wrong inside, its reader has one sentence
        raise Refused(_("This Word document cannot be read. Save it again as .docx.")) from error
    author, day, title = _properties(checked.content)
    pictures = made.count("<img")
    tree = _tree(made)
    heading = _first(tree, ("(//h1)[1]//text()",))
    body = _as_markdown(made)
    body = _without_title(body, heading)
    return Brought((heading or title or _from_name(name))[:160], body, author, day, pictures)


def _properties(content: bytes) -> tuple[str, date | None, str]:
    import docx  # noqa: PLC0415  # slow to load, and few need it

    properties = docx.Document(io.BytesIO(content)).core_properties
    moment = properties.modified or properties.created
    return (
        (properties.author or "")[:160],
        moment.date() if moment else None,
        properties.title or "",
    )


def _web_page(text: str, name: str) -> Brought:
    tree = _tree(text[:MOST_HTML])
    title = _first(tree, TITLES) or _from_name(name)
    author, said = _first(tree, AUTHORS), _first(tree, DATES)
    main = next((found[0] for path in MAIN if len(found := tree.xpath(path))), tree)
    pictures = len(main.xpath(".//img"))
    for each in main.xpath("|".join(f".//{tag}" for tag in (*FURNITURE, *DROPPED))):
        each.drop_tree()
    heading = " ".join(" ".join(main.xpath("(.//h1)[1]//text()")).split())
    body = _as_markdown(etree.tostring(main, encoding="unicode", method="html"))
    body = body or _as_markdown(text)  # nested deeper than the parser goes
    body = _without_title(body, heading)
    return Brought((heading or title)[:160], body, author[:160], _day(said), pictures)


def _tree(text: str) -> html.HtmlElement:
    parser = html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True)
    try:
        return html.document_fromstring(text or "<p></p>", parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Refused(_("This web page cannot be read. Save it again as a whole page.")) from error


def _first(tree: html.HtmlElement, paths: tuple[str, ...]) -> str:
    for path in paths:
        said = " ".join(" ".join(str(each) for each in tree.xpath(path)[:9]).split())
        if said:
            return said
    return ""


def _day(said: str) -> date | None:
    if found := DAY.match(said):
        try:
            return date(*(int(each) for each in found.groups()))
        except ValueError:
            return None
    return None


def _as_markdown(text: str) -> str:
    clean = nh3.clean(
        text,
        tags=KEPT,
        clean_content_tags=DROPPED,
        attributes={"a": {"href"}, "ol": {"start"}, "td": {"colspan"}, "th": {"colspan"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    try:
        made = MarkdownConverter(heading_style="ATX", bullets="-", escape_misc=False).convert(clean)
    except RecursionError:
        made = "\n\n".join(nh3.clean(clean, tags=set()).split("\n"))
    body = re.sub(r"[ \t]+\n", "\n", made)
    body = re.sub(r"^# ", "## ", body, flags=re.MULTILINE)
    return _fitting(re.sub(r"\n{3,}", "\n\n", body).strip())


def _without_title(body: str, title: str) -> str:
    """The page shows its title itself."""
    first, _newline, rest = body.partition("\n")
    said = first.removeprefix("##").strip()
    return rest.strip() if title and said == title else body


def _fitting(body: str) -> str:
    if len(body) > MOST_CHARACTERS:
        raise Refused(
            _("This is longer than {most} characters. Bring it in as two or more.").format(
                most=f"{MOST_CHARACTERS:,}"
            )
        )
    return body


def _from_name(name: str) -> str:
    return re.sub(r"[_-]+", " ", name.rpartition(".")[0] or name).strip() or _("Without a title")
