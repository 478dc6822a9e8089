"""What a server answered."""

import re
from dataclasses import dataclass

DECLARED = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
# Names that pages give, and what decodes them. Some of Python's other codecs take minutes on a
# text that is made for it, so no other name is believed.
CHARSETS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "iso-8859-15": "iso-8859-15",
    "iso-8859-14": "iso-8859-14",  # Celtic languages
    "windows-1250": "cp1250",
    "iso-8859-2": "iso-8859-2",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}


@dataclass(frozen=True, slots=True)
class Page:
    """An answer that was asked for, of a kind and size that were asked for."""

    url: str  # where it was found in the end
    asked: str
    moved_for_ever: bool  # every redirect on the way was a permanent one
    content_type: str  # in small letters, without its parameters
    charset: str
    body: bytes

    @property
    def was_redirected(self) -> bool:
        return self.url != self.asked

    @property
    def text(self) -> str:
        """The body as text. What it is written in: as the server, the page, or UTF-8 says."""
        declared = DECLARED.search(self.body[:2048])
        name = self.charset or (declared[1].decode() if declared else "")
        codec = CHARSETS.get(name.lower(), "utf-8")
        if self.body.startswith(b"\xef\xbb\xbf"):
            codec = "utf-8-sig"
        return self.body.decode(codec, errors="replace")
