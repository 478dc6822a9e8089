"""Text and PDF: what need not be taken apart, only looked at."""

import re

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mercat.common.uploads.kinds import WANTED
from mercat.common.uploads.limits import Unfit

MARKUP = re.compile(
    rb"^\s*<|<\s*(?:!doctype\s+html|html|head|body|script|svg|iframe)\b", re.IGNORECASE
)
PAGE = _(
    "is a web page or a drawing that can run scripts. Save it as a PDF, or as a picture (PNG or "
    "JPEG)"
)
UNKNOWN = format_lazy("{} {}", _("is of a kind that we do not take."), WANTED)
BOMS = (b"\xef\xbb\xbf",)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
ZIP_END = b"PK\x05\x06"


def check_text(content: bytes) -> bytes:
    """UTF-8, or what Windows writes, which becomes UTF-8."""
    if MARKUP.search(content.removeprefix(BOMS[0])[:4096]):
        raise Unfit(PAGE)
    text = _decoded(content)
    if CONTROLS.search(text):
        raise Unfit(UNKNOWN)
    return text.encode()


def _decoded(content: bytes) -> str:
    encodings = ["utf-16"] if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unfit(UNKNOWN)


def check_pdf(content: bytes) -> bytes:
    if b"%%EOF" not in content[-2048:]:
        raise Unfit(_("is not a whole PDF. Save or scan it again"))
    if ZIP_END in content[-70_000:]:
        raise Unfit(_("is a PDF and another kind of file at once. Save it again as a PDF"))
    return content
