"""Files of every kind, made in memory: harmless ones, and ones that mean harm."""

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

OOXML = "application/vnd.openxmlformats-officedocument"
MAIN = {
    "docx": (f"{OOXML}.wordprocessingml.document.main+xml", "word/document.xml"),
    "xlsx": (f"{OOXML}.spreadsheetml.sheet.main+xml", "xl/workbook.xml"),
    "pptx": (f"{OOXML}.presentationml.presentation.main+xml", "ppt/presentation.xml"),
}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PROGRAM = b"MZ\x90\x00" + bytes(60) + b"This program cannot be run in DOS mode."
ELF = b"\x7fELF\x02\x01\x01" + bytes(60)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><title>Hello</title><script>alert(1)</script>"


def zipped(parts: dict[str, bytes], *, compressed: bool = True) -> bytes:
    out = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def office(kind: str = "docx", *, more: dict[str, bytes] | None = None, types: str = "") -> bytes:
    part_type, part = MAIN[kind]
    said = f'<Types><Override PartName="/{part}" ContentType="{types or part_type}"/></Types>'
    return zipped({"[Content_Types].xml": said.encode(), part: b"<w/>", **(more or {})})


def odf(kind: str = "text", *, more: dict[str, bytes] | None = None) -> bytes:
    said = f"application/vnd.oasis.opendocument.{kind}".encode()
    return zipped({"mimetype": said, "content.xml": b"<office/>", **(more or {})})


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), **options: Any) -> bytes:
    """Left half red, right half blue."""
    made = Image.new("RGB", size, "red")
    made.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    out = io.BytesIO()
    made.save(out, kind, **options)
    return out.getvalue()


def picture_that_tells() -> bytes:
    """Lies on its side, and says where and with what it was taken, and more."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "CANARY-CAMERA"
    exif.get_ifd(0x8825)[1] = "CANARY-PLACE"
    return picture(exif=exif, comment=b"CANARY-COMMENT", icc_profile=b"CANARY-PROFILE")


def png_that_tells() -> bytes:
    told = PngInfo()
    told.add_text("Author", "CANARY-AUTHOR")
    told.add_itxt("XML:com.adobe.xmp", "CANARY-XMP")
    return picture("PNG", pnginfo=told) + b"CANARY-AFTERWARDS" + office()


def png_bomb(side: int = 50_000) -> bytes:
    """A PNG of a few kilobytes that says it has 2,500 million points."""
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    data = zlib.compress(bytes(100_000), 9)
    chunks = [(b"IHDR", header), (b"IDAT", data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def zip_bomb() -> bytes:
    """A document of a few hundred kilobytes that unpacks to 200 MB."""
    return office(more={"word/media/image1.bmp": bytes(200 * 1024 * 1024)})


def lying_zip() -> bytes:
    """The directory says that the large entry is small."""
    whole = bytearray(office(more={"word/media/image1.bmp": bytes(1024 * 1024)}))
    size = struct.pack("<I", 1024 * 1024)
    return bytes(whole.replace(size, struct.pack("<I", 10)))


def locked_zip() -> bytes:
    whole = bytearray(office())
    at = whole.index(b"PK\x01\x02")
    whole[at + 8] |= 1
    whole[6] |= 1
    return bytes(whole)
