"""Which kind a file is, from its first bytes."""

from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mercat.common.languages import Text
from mercat.common.uploads.limits import Unfit

WANTED = _("Choose a PDF, a picture, a text, or a document, spreadsheet or presentation")


@dataclass(frozen=True, slots=True)
class Kind:
    key: str
    name: Text  # on pages
    media_type: str
    endings: tuple[str, ...]  # the first is given where the name says another


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
KINDS = {
    kind.key: kind
    for kind in (
        Kind("pdf", "PDF", "application/pdf", (".pdf",)),
        Kind("jpeg", _("Picture"), "image/jpeg", (".jpg", ".jpeg")),
        Kind("png", _("Picture"), "image/png", (".png",)),
        Kind("webp", _("Picture"), "image/webp", (".webp",)),
        Kind("text", _("Text"), "text/plain; charset=utf-8", (".txt", ".csv", ".md")),
        Kind("docx", _("Document"), f"{_OOXML}.wordprocessingml.document", (".docx",)),
        Kind("xlsx", _("Spreadsheet"), f"{_OOXML}.spreadsheetml.sheet", (".xlsx",)),
        Kind("pptx", _("Presentation"), f"{_OOXML}.presentationml.presentation", (".pptx",)),
        Kind("odt", _("Document"), f"{_ODF}.text", (".odt",)),
        Kind("ods", _("Spreadsheet"), f"{_ODF}.spreadsheet", (".ods",)),
        Kind("odp", _("Presentation"), f"{_ODF}.presentation", (".odp",)),
    )
}
PICTURES = frozenset({"jpeg", "png", "webp", "gif"})

STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"PK\x03\x04", "zip"),
)
PROGRAM = format_lazy("{} {}", _("is a program, not a document."), WANTED)
OLD_OFFICE = _(
    "is in an old Office format, or has a password. Save it without a password as .docx, .xlsx, "
    ".pptx or PDF"
)
REFUSED: tuple[tuple[bytes, Text], ...] = (
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"\xfe\xed\xfa", PROGRAM),
    (b"\xce\xfa\xed\xfe", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"#!", PROGRAM),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
    (b"{\\rtf", _("is in Rich Text Format. Save it as .docx or PDF")),
)


def sniff(content: bytes) -> str:
    """The first guess: a key of KINDS, or gif, zip or text, which need a closer look."""
    for start, why in REFUSED:
        if content.startswith(start):
            raise Unfit(why)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    return next((kind for start, kind in STARTS if content.startswith(start)), "text")
