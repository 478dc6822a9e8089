"""What is taken and what is refused: by content, never by name, and always with a sentence."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mercat.common.refusals import Refused
from mercat.common.uploads import KINDS, MOST_BYTES, check, office
from tests.common.uploads import samples


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        check(name, content)
    return refused.value.sentence


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("plan.pdf", samples.PDF, "pdf"),
        ("photo.jpg", samples.picture(), "jpeg"),
        ("photo.png", samples.picture("PNG"), "png"),
        ("photo.webp", samples.picture("WEBP"), "webp"),
        ("moving.gif", samples.picture("GIF"), "png"),
        ("plan.docx", samples.office("docx"), "docx"),
        ("plan.xlsx", samples.office("xlsx"), "xlsx"),
        ("plan.pptx", samples.office("pptx"), "pptx"),
        ("plan.odt", samples.odf("text"), "odt"),
        ("plan.ods", samples.odf("spreadsheet"), "ods"),
        ("plan.odp", samples.odf("presentation"), "odp"),
        ("posts.csv", "day;post\nMonday;Ŵ 🦌\n".encode(), "text"),
        ("posts.txt", b"caf\xe9 \x96 as Windows writes it", "text"),
        ("posts.txt", "\ufeffwith a mark".encode(), "text"),
        ("posts.txt", "as Notepad once wrote".encode("utf-16"), "text"),
    ],
)
def test_kind_is_what_the_content_says(name, content, kind):
    checked = check(name, content)

    assert checked.kind.key == kind
    assert checked.kind is KINDS[kind]
    assert checked.name.endswith(checked.kind.endings)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (samples.PROGRAM, "is a program"),
        (samples.ELF, "is a program"),
        (b"#!/bin/sh\nrm -rf /", "is a program"),
        (samples.SVG, "web page or a drawing"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>' + samples.SVG, "web page or a drawing"),
        (samples.HTML, "web page or a drawing"),
        (b"Hello\n\n<SCRIPT >alert(1)", "web page or a drawing"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office format, or has a password"),
        (b"{\\rtf1 Hello}", "Rich Text"),
        (bytes(range(256)), "of a kind that we do not take"),
        (b"\x00\x00\x00\x1cftypheic", "of a kind that we do not take"),
        (b"\xff\xfe" + b"\x00\xd8\x00", "of a kind that we do not take"),
        (b"%PDF-1.4 and no end", "not a whole PDF"),
        (samples.PDF + samples.office(), "another kind of file at once"),
        (samples.zipped({"a.txt": b"Hello"}), "is a zip"),
        (samples.zipped({"mimetype": b"application/epub+zip"}), "is a zip"),
        (b"PK\x03\x04 and nothing else", "is damaged"),
        (samples.office()[:-30], "is damaged"),
        (samples.locked_zip(), "has a password"),
        (samples.picture()[:200], "not a whole picture"),
        (b"\x89PNG\r\n\x1a\n", "not a whole picture"),
        (b"x" * (MOST_BYTES + 1), "is larger than 10 MB"),
    ],
)
def test_refusal_names_the_file_and_says_why(content, words):
    said = refusal("plan.pdf", content)

    assert said.startswith("“plan.pdf” ")
    assert words in said
    assert said.endswith(".")


@pytest.mark.parametrize(
    "content",
    [
        samples.office(more={"word/vbaProject.bin": b"x"}),
        samples.office(more={"xl/macrosheets/sheet1.xml": b"x"}),
        samples.office(more={"word/activeX/activeX1.bin": b"x"}),
        samples.office(types="application/vnd.ms-word.document.macroEnabled.main+xml"),
        samples.odf(more={"Basic/Standard/Module1.xml": b"x"}),
        samples.odf(more={"Scripts/python/run.py": b"x"}),
    ],
)
def test_macros_are_refused(content):
    assert "contains macros" in refusal("plan.docx", content)


def test_program_inside_a_document_is_refused():
    content = samples.office(more={"word/embeddings/one.bin": samples.PROGRAM})

    assert "contains a program" in refusal("plan.docx", content)


def test_zip_bomb_is_refused_and_small():
    bomb = samples.zip_bomb()

    assert len(bomb) < 300_000
    assert "unpacks to far more" in refusal("plan.docx", bomb)


def test_zip_whose_directory_lies_is_refused():
    assert "is damaged" in refusal("plan.docx", samples.lying_zip())


def test_zip_whose_entries_share_their_bytes_is_refused(monkeypatch):
    content = samples.office(more={"word/a.xml": b"abc" * 5000})
    listed = zipfile.ZipFile.infolist
    monkeypatch.setattr(zipfile.ZipFile, "infolist", lambda self: listed(self) * 1000)

    assert "unpacks to far more" in refusal("plan.docx", content)


def test_zip_is_counted_while_it_is_unpacked(monkeypatch):
    content = samples.office(more={"word/a.xml": bytes(300_000)})
    monkeypatch.setattr(office, "_check_directory", lambda entries, *, size: None)
    monkeypatch.setattr(office, "MOST_UNPACKED", 200_000)

    assert "unpacks to far more" in refusal("plan.docx", content)


@pytest.mark.parametrize("name", ["../../etc/passwd", "word/../../x"])
def test_zip_with_a_path_outside_is_refused(name):
    assert "is damaged" in refusal("plan.docx", samples.office(more={name: b"x"}))


@pytest.mark.parametrize("side", [7_000, 50_000])
def test_picture_bomb_is_refused_before_it_is_unpacked(side):
    bomb = samples.png_bomb(side)

    assert len(bomb) < 1_000
    assert "more than 40 million points" in refusal("photo.png", bomb)


def test_picture_keeps_nothing_that_was_hidden_in_it():
    told = samples.picture_that_tells()
    assert told.count(b"CANARY") >= 3

    kept = check("photo.jpg", told).content

    assert b"CANARY" not in kept
    assert b"Exif" not in kept


def test_png_keeps_neither_words_nor_what_was_hung_on_it():
    told = samples.png_that_tells()
    assert told.count(b"CANARY") == 3

    kept = check("photo.png", told).content

    assert b"CANARY" not in kept
    assert not zipfile.is_zipfile(io.BytesIO(kept))


def test_picture_is_turned_the_right_way_up():
    kept = Image.open(io.BytesIO(check("photo.jpg", samples.picture_that_tells()).content))

    assert kept.size == (20, 40)
    assert kept.getpixel((10, 5))[0] > 200  # red was left, and is above now
    assert kept.getpixel((10, 35))[2] > 200


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_picture_of_every_mode_is_drawn_anew(mode):
    made = io.BytesIO()
    Image.new(mode, (8, 8)).save(made, "PNG")

    kept = Image.open(io.BytesIO(check("photo.png", made.getvalue()).content))

    assert kept.size == (8, 8)
    assert kept.mode in {"RGB", "RGBA"}


def test_printers_colours_become_those_of_a_screen():
    made = io.BytesIO()
    Image.new("CMYK", (8, 8)).save(made, "JPEG")

    assert Image.open(io.BytesIO(check("a.jpg", made.getvalue()).content)).mode == "RGB"


def test_hash_is_of_what_is_kept_and_the_same_each_time():
    once, again = check("a.jpg", samples.picture()), check("b.jpg", samples.picture())

    assert once.sha256 == again.sha256
    assert once.content == again.content


@given(st.binary(max_size=200), st.sampled_from([*samples.MAIN, "JPEG", "PNG", "WEBP", "GIF", ""]))
def test_any_bytes_are_kept_or_refused_with_a_sentence(tail, kind):
    start = samples.office(kind) if kind in samples.MAIN else b""
    start = start or (samples.picture(kind) if kind else b"")
    damaged = start[: len(start) - len(tail)] + tail

    try:
        checked = check("a", damaged)
        fine = checked.kind.key in KINDS
    except Refused as refusal:
        fine = refusal.sentence.startswith("“a” ")
    assert fine
