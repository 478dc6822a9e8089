"""Files that hold other files: a folder of a saved page as a zip, and MHTML."""

import email
import email.policy
import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urljoin, urlsplit

from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.common.uploads import MOST_BYTES
from mercat.common.uploads.limits import MOST_ENTRIES
from mercat.common.uploads.office import FAULTS
from mercat.practice.imports.pictures import Held

PAGES = (".html", ".htm", ".xhtml", ".md", ".markdown")
HEADER = re.compile(rb"\A[A-Za-z-]{2,40}:")
PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


@dataclass(frozen=True, slots=True)
class Folder:
    name: str
    page: bytes
    held: Held
    base: str = ""  # where the page was saved from


def is_zip(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def is_word(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            return "word/document.xml" in opened.namelist()
    except FAULTS:
        return True  # as it was: what reads Word says what is wrong


def is_mhtml(content: bytes) -> bool:
    head = content[:4000].lower()
    return bool(HEADER.match(head)) and b"mime-version" in head and b"multipart/related" in head


def of_zip(content: bytes) -> Folder:
    """The page nearest the top, and what stands beside it."""
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
        infos = {each.filename: each for each in opened.infolist() if not each.is_dir()}
    except FAULTS as error:
        raise Refused(_("This zip cannot be opened. Make it again, without a password.")) from error
    if len(infos) > MOST_ENTRIES:
        raise Refused(_("This zip holds too many files. Put in the page and its pictures alone."))
    found = [each for each in infos if each.lower().endswith(PAGES) and "__MACOSX" not in each]
    if not found:
        raise Refused(_("There is no web page and no Markdown text in this zip."))
    name = min(found, key=lambda each: (each.count("/"), len(each), each))
    lowered = {each.lower(): info for each, info in infos.items()}

    def held(address: str) -> bytes | None:
        path = posixpath.normpath(
            posixpath.join(posixpath.dirname(name), unquote(urlsplit(address).path))
        )
        info = infos.get(path) or lowered.get(path.lower())
        return _unpacked(opened, info) if info and not urlsplit(address).scheme else None

    return Folder(posixpath.basename(name), _unpacked(opened, infos[name]) or b"", held)


def _unpacked(opened: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | None:
    """A little more than is taken at most, whatever a bomb would unfold to."""
    if info.compress_type not in PLAIN:
        return None
    try:
        with opened.open(info) as file:
            return file.read(MOST_BYTES + 1)
    except FAULTS:
        return None


def of_mhtml(name: str, content: bytes) -> Folder:
    """What browsers save as a single file: a mail, with the page as its first part."""
    try:
        message = email.message_from_bytes(content, policy=email.policy.HTTP)
        parts = [each for each in message.walk() if not each.is_multipart()][:MOST_ENTRIES]
    except (RecursionError, *FAULTS) as error:
        raise Refused(_("This web page cannot be read. Save it again as a whole page.")) from error
    page = next((each for each in parts if each.get_content_type() == "text/html"), None)
    if page is None:
        raise Refused(_("There is no web page in this file. Save it again as a whole page."))
    base = _said(page, "Content-Location") or _said(message, "Snapshot-Content-Location")
    by_address = {}
    for each in parts:
        if location := _said(each, "Content-Location"):
            by_address[urljoin(base, location)] = each
        if key := _said(each, "Content-ID").strip("<>"):
            by_address[f"cid:{key}"] = each

    def held(address: str) -> bytes | None:
        part = by_address.get(_joined(base, address))
        return _bytes(part) if part is not None else None

    return Folder(name, _bytes(page), held, base if base.startswith(("http:", "https:")) else "")


def _said(part: EmailMessage, header: str) -> str:
    try:
        return " ".join(str(part.get(header, "")).split())
    except (
        ValueError,
        IndexError,
        AttributeError,
    ):  # Python's reader, of a header made to break it
        return ""


def _joined(base: str, address: str) -> str:
    try:
        return address if address.startswith("cid:") else urljoin(base, address)
    except ValueError:
        return address


def _bytes(part: EmailMessage) -> bytes:
    kept = part.get_payload(decode=True)
    return kept if isinstance(kept, bytes) else b""
