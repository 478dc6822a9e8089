"""Documents of office programs: zips that are looked into, entry by entry."""

import io
import re
import struct
import zipfile
import zlib

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mercat.common.uploads.kinds import KINDS, WANTED
from mercat.common.uploads.limits import MOST_ENTRIES, MOST_UNPACKED, Unfit

BOMB = _("unpacks to far more than it is. Save it as a PDF, then choose that")
MACROS = _("contains macros, which are programs. Save it without macros or as a PDF")
LOCKED = _("has a password. Save it without one, so that those who decide can open it")
BROKEN = _("is damaged. Open it, save it anew, then choose that")
NO_OFFICE = format_lazy(
    "{} {}", _("is a zip, or a document of a program that we do not know."), WANTED
)
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
BLOCK = 1 << 16
ENCRYPTED = 0x1
MAIN_PARTS = {
    "docx": "wordprocessingml.document.main+xml",
    "xlsx": "spreadsheetml.sheet.main+xml",
    "pptx": "presentationml.presentation.main+xml",
}
ODF_TYPES = {KINDS[key].media_type: key for key in ("odt", "ods", "odp")}
# Of Office and of LibreOffice; old controls run code too.
MACRO_NAMES = re.compile(
    r"vbaproject|vbadata|macrosheets/|activex/|(?:^|/)basic/|(?:^|/)scripts/|\.jar$|\.class$",
    re.IGNORECASE,
)
MACRO_TYPES = re.compile(rb"macroenabled|vbaproject", re.IGNORECASE)
RUNS = (b"MZ", b"\x7fELF", b"#!")


def check_office(content: bytes) -> str:
    """Its kind, once every entry was unpacked and counted."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            entries = opened.infolist()
            _check_directory(entries, size=len(content))
            kind = _kind(opened)
            _check_entries(opened, entries)
    except FAULTS as error:
        raise Unfit(BROKEN) from error
    return kind


def _check_directory(entries: list[zipfile.ZipInfo], *, size: int) -> None:
    """What can be said before anything is unpacked."""
    if len(entries) > MOST_ENTRIES or sum(each.file_size for each in entries) > MOST_UNPACKED:
        raise Unfit(BOMB)
    if sum(each.compress_size for each in entries) > size:  # entries that share their bytes
        raise Unfit(BOMB)
    if any(each.flag_bits & ENCRYPTED for each in entries):
        raise Unfit(LOCKED)
    if any(MACRO_NAMES.search(each.filename) for each in entries):
        raise Unfit(MACROS)
    names = [each.filename for each in entries]
    if len(names) != len(set(names)) or any(".." in name.split("/") for name in names):
        raise Unfit(BROKEN)


def _kind(opened: zipfile.ZipFile) -> str:
    names = set(opened.namelist())
    if "[Content_Types].xml" in names:
        return _ooxml(_read(opened, "[Content_Types].xml"))
    if "mimetype" in names:
        said = _read(opened, "mimetype").decode("ascii", errors="replace").strip()
        if said in ODF_TYPES:
            return ODF_TYPES[said]
    raise Unfit(NO_OFFICE)


def _ooxml(types: bytes) -> str:
    if MACRO_TYPES.search(types):
        raise Unfit(MACROS)
    for kind, part in MAIN_PARTS.items():
        if part.encode() in types:
            return kind
    raise Unfit(NO_OFFICE)


def _read(opened: zipfile.ZipFile, name: str) -> bytes:
    with opened.open(name) as entry:
        return entry.read(BLOCK * 16)


def _check_entries(opened: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Unpack everything, a block at a time: sizes in the directory may lie, and sums be wrong."""
    unpacked = 0
    for each in entries:
        with opened.open(each) as entry:
            first = entry.read(BLOCK)
            if first.startswith(RUNS):
                raise Unfit(_("contains a program. Take it out, or save it as a PDF"))
            unpacked += len(first)
            while block := entry.read(BLOCK):
                unpacked += len(block)
                if unpacked > MOST_UNPACKED:
                    raise Unfit(BOMB)
