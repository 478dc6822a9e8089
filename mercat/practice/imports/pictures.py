"""The pictures of a document: those that came with it are drawn anew, the others are named."""

import base64
import binascii
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urljoin, urlsplit

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mercat.common.languages import Text
from mercat.common.refusals import Refused
from mercat.common.uploads import MOST_BYTES, MOST_MEGABYTES, Checked, check, clean_name
from mercat.common.uploads.kinds import PICTURES

MOST = 30  # of one document
SECONDS = 15.0  # that drawing them anew may take
LONGEST_ADDRESS = 2000
DATA = re.compile(r"data:image/([a-z0-9.+-]{1,20})[^,]{0,60};base64,", re.IGNORECASE)
TOO_MANY = format_lazy(gettext_lazy("More than {most} pictures: add it yourself"), most=MOST)
TOO_LONG = gettext_lazy("Too much work for one document: add it yourself")
NOT_IN_FILE = gettext_lazy("It is not in the file")
TOO_BIG = format_lazy(gettext_lazy("It is larger than {most} megabytes"), most=MOST_MEGABYTES)

Held = Callable[[str], bytes | None]  # what the file holds at an address


@dataclass(frozen=True, slots=True)
class Kept:
    """The text names it by its number, from 1 on."""

    checked: Checked
    alt: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Named and not brought. Without an address it cannot be fetched, either."""

    name: str
    url: str
    alt: str
    why: Text = ""


def nothing(_address: str) -> bytes | None:
    return None


@dataclass(slots=True)
class Pictures:
    held: Held = nothing
    base: str = ""  # the address of the page that they stood on
    kept: list[Kept] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    until: float = field(default_factory=lambda: time.monotonic() + SECONDS)

    def take(self, address: str, alt: str) -> str:
        """What the text says in its place, as Markdown."""
        alt = " ".join(alt.split())[:300]
        name = clean_name(_name(address))
        try:
            content = self._content(address)
            number = self._keep(name, content, alt) if content else 0
        except Refused as refusal:
            return self._miss(name, address, alt, refusal.sentence)
        if number:
            return f"![](picture:{number})"
        return self._miss(name, address, alt, "")

    def _content(self, address: str) -> bytes | None:
        if found := DATA.match(address):
            try:
                return base64.b64decode(address[found.end() :], validate=False)
            except (binascii.Error, ValueError):
                return None
        return self.held(address)

    def _keep(self, name: str, content: bytes, alt: str) -> int:
        if len(self.kept) >= MOST:
            raise Refused(str(TOO_MANY))
        if len(content) > MOST_BYTES:
            raise Refused(str(TOO_BIG))
        if time.monotonic() > self.until:
            raise Refused(str(TOO_LONG))
        checked = picture(name, content)
        for number, each in enumerate(self.kept, 1):
            if each.checked.sha256 == checked.sha256:
                return number
        self.kept.append(Kept(checked, alt))
        return len(self.kept)

    def _miss(self, name: str, address: str, alt: str, why: Text) -> str:
        url = whole(address, self.base)
        if len(self.missing) < MOST and all(each.url != url or not url for each in self.missing):
            self.missing.append(Missing(name, url, alt, why or ("" if url else NOT_IN_FILE)))
        said = re.sub(r"[\[\]\\\n]", "", alt)
        return f"![{said}]({url})" if url else said


def picture(name: str, content: bytes) -> Checked:
    """Drawn anew, or a sentence."""
    checked = check(name, content)
    if checked.kind.key not in PICTURES:
        raise Refused(
            _("“{name}” is a kind of picture that cannot be kept here.").format(name=name)
        )
    return checked


def whole(address: str, base: str) -> str:
    """The address on the web, fit to stand in Markdown; nothing where it leads nowhere."""
    try:
        url = urljoin(base, address.strip())
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host or len(url) > LONGEST_ADDRESS:
        return ""
    return quote(url, safe="%/:?#@!$&'*+,;=~-._")


def _name(address: str) -> str:
    if address.startswith("data:"):
        return "picture"
    return unquote(urlsplit(address).path.rpartition("/")[2] or "picture") if address else "picture"
