"""Covers are drawn with our letters alone, and hold what they are given."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from mercat.common import covers

TOKENS = Path("assets/scss/_tokens.scss").read_text()


def drawn(title, over="Policy", below="Strathbeg Council"):
    cover = Image.open(io.BytesIO(covers.of_words(title, over=over, below=below)))
    assert (cover.format, cover.size) == ("PNG", (1200, 630))
    return cover


def ink(cover):
    """Where something stands that does not stand on a cover without title."""
    return ImageChops.difference(cover, drawn("")).getbbox()


def test_its_colours_are_the_product_s():
    for name in ("ink", "ink-soft", "linen", "linen-deep", "heather", "paper"):
        drawing = {"ink-soft": covers.SOFT, "linen-deep": covers.DEEP}.get(name)
        assert f"--{name}: {drawing or getattr(covers, name.upper())};" in TOKENS


@pytest.mark.parametrize(
    "title",
    ["Evening answers", "evening " * 22, "W" * 160, "Ŵŷ " * 50, "Òrdugh àrd-ìre, a’ Ghàidhlig"],
)
def test_a_title_stays_between_the_edges_and_above_its_organisation(title):
    left, top, right, bottom = ink(drawn(title))
    assert left >= covers.EDGE - 4
    assert right <= covers.WIDTH - covers.EDGE + 4
    assert top > 174
    assert bottom < covers.HEIGHT - 80


def test_a_title_that_is_too_long_says_so_at_a_word():
    letters, lines = covers._set("evening answers " * 12)
    assert len(lines) == 4
    assert lines[-1].endswith(("evening…", "answers…"))
    assert letters.size == 58
    assert covers._line("Strathbeg", letters) == "Strathbeg"
    assert covers._line("W" * 100, letters).endswith("W…")


@pytest.mark.parametrize("letter", "ŵŷŴŶâêîôûäëïöàèìòùÀÈÌÒÙéÉ’–…&")
def test_our_letters_write_welsh_and_gaelic(letter):
    assert covers._writable(letter) == letter
    assert ink(drawn(letter)) != ink(drawn("w")) or letter.casefold() == "w"


def test_letters_in_two_parts_are_put_together():
    assert covers._writable("w\u0302y\u0302") == "ŵŷ"


def test_what_no_letter_of_ours_writes_is_left_out():
    assert covers._writable("日本 emoji 🎉 title\n") == "emoji title"
    assert ink(drawn("日本")) is None


@pytest.mark.parametrize(("size", "shown"), [((2400, 300), (1200, 150)), ((200, 100), (200, 100))])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_a_picture_is_shown_whole_and_no_larger_than_it_is(size, shown, kind):
    kept = io.BytesIO()
    Image.new("RGB", size, "#ff0000").save(kept, kind)
    kept.seek(0)
    cover = Image.open(io.BytesIO(covers.of_picture(kept))).convert("RGB")
    assert cover.size == (1200, 630)
    red = cover.getchannel("G").point(lambda level: 255 if level < 100 else 0).getbbox()
    assert (red[2] - red[0], red[3] - red[1]) == shown


def test_what_one_sees_through_stands_on_linen():
    kept = io.BytesIO()
    Image.new("RGBA", (600, 300), (0, 0, 0, 0)).save(kept, "PNG")
    kept.seek(0)
    cover = Image.open(io.BytesIO(covers.of_picture(kept))).convert("RGB")
    assert cover.getpixel((600, 315)) == (248, 245, 240)
