from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Reason(StrEnum):
    """Why a browser counts as supported, as not supported, or as neither."""

    CURRENT = "current"  # the newest release of its line
    EXTENDED = "extended"  # an older release that its makers still mend
    RECENT = "recent"  # followed by a newer one, but not 180 days old
    NEWER = "newer"  # than all that our data know
    RETIRED = "retired"
    UNKNOWN_BROWSER = "unknown_browser"
    UNKNOWN_VERSION = "unknown_version"
    BOT = "bot"  # a program, nobody's browser
    NOTHING = "nothing"  # it says nothing of itself


SUPPORTED = {
    Reason.CURRENT: True,
    Reason.EXTENDED: True,
    Reason.RECENT: True,
    Reason.NEWER: True,
    Reason.RETIRED: False,
}


class Answer(NamedTuple):
    """`supported` is None where nobody can tell, and then `reason` says why."""

    browser: str | None
    version: str | None
    os: str | None
    released: date | None
    reason: Reason
    followed: date | None = None  # by a newer release
    engine: str | None = None  # what it was judged by, where that is not the browser itself

    @property
    def supported(self) -> bool | None:
        return SUPPORTED.get(self.reason)

    @property
    def name(self) -> str:
        """The browser with the version that people speak of: Chrome 157, Safari 26.6."""
        return " ".join(part for part in (self.browser, short(self.version)) if part)


def short(version: str | None) -> str | None:
    """Two parts, and one where the second is nought."""
    if version is None:
        return None
    parts = version.split(".")[:2]
    return parts[0] if parts[1:] == ["0"] else ".".join(parts)
