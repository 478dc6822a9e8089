"""Pictures are drawn anew: what was hidden in them (the place, the camera, other files) is gone."""

import io

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from mercat.common.uploads.limits import MOST_PIXELS, Unfit

# Pillow itself warns above this, and refuses above twice of it.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}
SAVED_AS = {"jpeg": "jpeg", "png": "png", "webp": "webp", "gif": "png"}
OPTIONS: dict[str, dict[str, int | bool]] = {
    "jpeg": {"quality": 88, "optimize": True},
    "png": {"optimize": False},
    "webp": {"quality": 88},
}
TOO_LARGE = format_lazy(
    _("has more than {most} million points. Make the picture smaller, then choose it again"),
    most=MOST_PIXELS // 1_000_000,
)
BROKEN = _("is not a whole picture. Open it, save it anew as PNG or JPEG, then choose that")
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def draw_anew(kind: str, content: bytes) -> tuple[str, bytes]:
    """The kind it is kept as, and the new picture: turned the right way up, one frame."""
    try:
        with Image.open(io.BytesIO(content), formats=[FORMATS[kind]]) as opened:
            _check_size(opened)
            picture = ImageOps.exif_transpose(opened)
            return SAVED_AS[kind], _saved(picture, SAVED_AS[kind])
    except BOMBS as error:
        raise Unfit(TOO_LARGE) from error
    except Unfit:
        raise
    except Exception as error:  # a broken picture may fail anywhere in its decoder
        raise Unfit(BROKEN) from error


def _check_size(picture: Image.Image) -> None:
    """Before a single point of it is unpacked."""
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise Unfit(TOO_LARGE)


def _saved(picture: Image.Image, kind: str) -> bytes:
    see_through = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    clean = picture.convert("RGBA" if see_through and kind != "jpeg" else "RGB")
    clean.info.clear()  # Pillow would write comments and profiles from here
    out = io.BytesIO()
    clean.save(out, FORMATS[kind], **OPTIONS[kind])
    return out.getvalue()
