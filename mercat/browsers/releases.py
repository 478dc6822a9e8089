"""When which release of which browser came out, and whether it is still mended."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from .answer import Reason

Number = tuple[int, ...]

FORMAT = 1
MOST_BYTES = 1_000_000
RECENT = timedelta(days=180)
FORGOTTEN = timedelta(days=730)  # nobody mends a line whose successor is older than that
NEEDED = ("chrome", "edge", "firefox", "safari", "safari_ios", "chrome_android")
STATUSES = frozenset({"retired", "esr", "current", "beta", "nightly", "planned"})
VERSION = re.compile(r"[0-9]{1,5}(\.[0-9]{1,5}){0,3}\Z")


class NotReleases(ValueError):
    """A file that `make browser-data` did not make; its words say what is wrong with it."""


class Release(NamedTuple):
    number: Number
    released: date | None
    status: str


class Found(NamedTuple):
    reason: Reason
    released: date | None = None
    followed: date | None = None


def number(version: str) -> Number:
    """Of "17.10.1": (17, 10, 1); of "5.0": (5,). What is no number ends it."""
    found: list[int] = []
    for part in version.split("."):
        if not (part.isdigit() and part.isascii() and len(part) < 6):
            break
        found.append(int(part))
    while len(found) > 1 and found[-1] == 0:
        found.pop()
    return tuple(found)


class Line:
    """All releases of one browser, the oldest first."""

    def __init__(self, name: str, releases: list[Release]) -> None:
        self.name = name
        self.releases = sorted(releases)
        self.numbers = [release.number for release in self.releases]
        current = [each.number for each in self.releases if each.status == "current"]
        self.current = max(current, default=None)

    def find(self, version: Number, on: date) -> Found:
        """The release that this version belongs to: 17.4.1 to 17.4, where there is no 17.4.1."""
        if self.current and version > self.current and not _within(version, self.current):
            return Found(Reason.NEWER, self._exact_date(version))
        at = bisect_right(self.numbers, version) - 1
        if at < 0 or not _within(version, self.numbers[at]):
            return self._unlisted(at, on)
        return self._judged(at, on)

    def _judged(self, at: int, on: date) -> Found:
        release = self.releases[at]
        followed = self._date_after(at)
        if release.status == "current":
            return Found(Reason.CURRENT, release.released)
        if release.status == "esr":
            return Found(Reason.EXTENDED, release.released, followed)
        is_recent = release.released is not None and on - release.released <= RECENT
        reason = Reason.RECENT if is_recent else Reason.RETIRED
        return Found(reason, release.released, followed)

    def _unlisted(self, at: int, on: date) -> Found:
        """Between two releases. Makers mend old lines under numbers that no table lists."""
        followed = self._date_after(at)
        if followed is not None and on - followed > FORGOTTEN:
            return Found(Reason.RETIRED, None, followed)
        return Found(Reason.UNKNOWN_VERSION)

    def _date_after(self, at: int) -> date | None:
        return self.releases[at + 1].released if at + 1 < len(self.releases) else None

    def _exact_date(self, version: Number) -> date | None:
        at = bisect_right(self.numbers, version) - 1
        return self.releases[at].released if _within(version, self.numbers[at]) else None


def _within(version: Number, release: Number) -> bool:
    """Whether a version belongs to a release, as 17.4.1 does to 17.4."""
    return version[: len(release)] == release


class Releases:
    """One file of releases, checked. It carries the day on which it was right."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.source: str = content["source"]
        self.as_of = date.fromisoformat(content["as_of"])
        self._content: dict[str, Any] = content["browsers"]

    @cached_property
    def lines(self) -> dict[str, Line]:
        return {
            key: Line(each["name"], [_release(*release) for release in each["releases"]])
            for key, each in self._content.items()
        }

    def age(self, on: date) -> int:
        return (on - self.as_of).days

    @classmethod
    def read(cls, raw: bytes | str) -> Releases:
        """What somebody hands in. Anything but such a file is refused, with the fault named."""
        if len(raw) > MOST_BYTES:
            raise NotReleases("larger than one megabyte")
        try:
            content = json.loads(raw)
        except (ValueError, RecursionError):
            raise NotReleases("not a JSON file") from None
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise NotReleases("not made by `make browser-data`")
        try:
            found = cls(content)
            lines = found.lines
        except (KeyError, TypeError, ValueError, AttributeError):
            raise NotReleases("not made by `make browser-data`") from None
        if missing := [key for key in NEEDED if key not in lines or not lines[key].current]:
            raise NotReleases(f"without a current release of {missing[0]}")
        return found


def _release(version: str, released: str | None, status: str) -> Release:
    if not VERSION.match(version) or status not in STATUSES:
        raise ValueError(version)
    return Release(number(version), date.fromisoformat(released) if released else None, status)


SHIPPED = Releases.read((Path(__file__).parent / "data" / "browsers.json").read_bytes())
