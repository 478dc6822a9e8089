"""From the HTML of others to our Markdown: what a text may hold, and nothing else."""

import re
import secrets

import nh3
from django.utils.translation import gettext as _
from lxml import etree, html
from markdownify import MarkdownConverter

from mercat.common.refusals import Refused
from mercat.practice.imports.pictures import Pictures
from mercat.practice.imports.tags import words_of

MOST_CHARACTERS = 100_000
# Of what is made into Markdown; of what has more, the words are paragraphs. A long text of
# somebody's has more, and words between them.
MOST_TAGS, MOST_TAGS_OF_TEXT, LETTERS_PER_TAG = 4_000, 20_000, 4
NO_LETTERS = re.compile(r"<[^>]*>|&\w+;|\s+")
MARK = re.compile(r"picture[0-9a-f]{16}n\d+e")
KEPT = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "ul", "ol", "li", "blockquote", "pre"),
    *("code", "em", "i", "strong", "b", "s", "del", "a", "table", "thead", "tbody", "tr", "th"),
    *("td", "caption", "dl", "dt", "dd"),
}
# Gone with all that is in them.
DROPPED = {"script", "style", "noscript", "template", "iframe", "object"}
# Pages put an empty picture first and the real one when it is looked at.
ADDRESSES = ("data-src", "data-lazy-src", "data-original", "src")
PIXEL = re.compile(r"0*[012](?:px)?\Z")


_converter = MarkdownConverter(heading_style="ATX", bullets="-", escape_misc=False)


def tree_of(text: str) -> html.HtmlElement:
    parser = html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True)
    try:
        return html.document_fromstring(text or "<p></p>", parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Refused(_("This web page cannot be read. Save it again as a whole page.")) from error


def is_cut(tree: html.HtmlElement) -> bool:
    """It was nested deeper than the parser goes, and lacks what stood there."""
    told = tree.getroottree().parser.error_log
    return any("depth" in each.message for each in told)


def with_marks(tree: html.HtmlElement, pictures: Pictures) -> dict[str, str]:
    """Each picture makes room for a word that nothing else is; of each word, its Markdown."""
    key, marks = secrets.token_hex(8), {}
    for number, image in enumerate(tree.xpath(".//img")):
        said = _taken(image, pictures)
        mark = f"picture{key}n{number}e"
        if said:
            marks[mark] = said
        image.attrib.clear()
        image.tag, image.text = "span", mark if said else ""
    return marks


def _taken(image: html.HtmlElement, pictures: Pictures) -> str:
    if any(PIXEL.match(image.get(side, "").strip()) for side in ("width", "height")):
        return ""  # it counts readers
    found = [image.get(name, "").strip() for name in ADDRESSES]
    address = next((each for each in found if each), "")
    return pictures.take(address, image.get("alt", "")) if address else ""


def as_markdown(text: str, marks: dict[str, str] | None = None) -> str:
    clean = nh3.clean(
        text,
        tags=KEPT,
        clean_content_tags=DROPPED,
        attributes={"a": {"href"}, "ol": {"start"}, "td": {"colspan"}, "th": {"colspan"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    try:
        made = words_of(clean) if _has_too_many_tags(clean) else _converter.convert(clean)
    except RecursionError:
        made = words_of(clean)
    made = MARK.sub(lambda found: (marks or {}).get(found[0], found[0]), made)
    body = re.sub(r"[ \t]+\n", "\n", made)
    body = re.sub(r"^# ", "## ", body, flags=re.MULTILINE)
    return fitting(re.sub(r"\n{3,}", "\n\n", body).strip())


def _has_too_many_tags(clean: str) -> bool:
    tags = clean.count("<") + clean.count("&") // 5
    if not MOST_TAGS < tags <= MOST_TAGS_OF_TEXT:
        return tags > MOST_TAGS
    return len(NO_LETTERS.sub("", clean)) < tags * LETTERS_PER_TAG


def without_title(body: str, title: str) -> str:
    """The page shows its title itself."""
    first, _newline, rest = body.partition("\n")
    said = first.removeprefix("##").strip()
    return rest.strip() if title and said == title else body


def fitting(body: str) -> str:
    if len(body) > MOST_CHARACTERS:
        raise Refused(
            _("This is longer than {most} characters. Bring it in as two or more.").format(
                most=f"{MOST_CHARACTERS:,}"
            )
        )
    return body


def first_of(tree: html.HtmlElement, paths: tuple[str, ...]) -> str:
    for path in paths:
        said = " ".join(" ".join(str(each) for each in tree.xpath(path)[:9]).split())
        if said:
            return said
    return ""
