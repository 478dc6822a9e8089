import hashlib
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common.refusals import Refused
from mercat.common.uploads.kinds import KINDS, PICTURES, Kind, sniff
from mercat.common.uploads.limits import MOST_BYTES, MOST_MEGABYTES, Unfit
from mercat.common.uploads.names import clean_name
from mercat.common.uploads.office import check_office
from mercat.common.uploads.pictures import draw_anew
from mercat.common.uploads.plain import check_pdf, check_text

EMPTY = _("is empty. Choose another file")
TOO_LARGE = format_lazy(
    _(
        "is larger than {most} MB. Make it smaller, or put it where colleagues can open it and "
        "write the address in your answer"
    ),
    most=MOST_MEGABYTES,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What may be kept. Of a picture, the content is the one drawn anew."""

    name: str
    kind: Kind
    content: bytes
    sha256: str


def check(name: str, content: bytes) -> Checked:
    """Refused, with a sentence that names the file, where it may not be kept."""
    try:
        key, kept = _looked_into(content)
        if len(kept) > MOST_BYTES:  # a picture drawn anew may have grown
            raise Unfit(TOO_LARGE)
    except Unfit as unfit:
        raise Refused(
            gettext("“{name}” {fault}.").format(name=clean_name(name), fault=unfit)
        ) from unfit
    kind = KINDS[key]
    return Checked(clean_name(name, kind), kind, kept, hashlib.sha256(kept).hexdigest())


def _looked_into(content: bytes) -> tuple[str, bytes]:
    if not content:
        raise Unfit(EMPTY)
    if len(content) > MOST_BYTES:
        raise Unfit(TOO_LARGE)
    guess = sniff(content)
    if guess in PICTURES:
        return draw_anew(guess, content)
    if guess == "zip":
        return check_office(content), content
    if guess == "pdf":
        return "pdf", check_pdf(content)
    return "text", check_text(content)
