from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from . import hints
from .answer import Answer, Reason
from .reading import Seen, read
from .releases import SHIPPED, Releases, number


def classify(
    user_agent: str,
    *,
    on: date,
    releases: Releases = SHIPPED,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """What this browser is on a day. `headers` may hold Client Hints, by names in small letters."""
    if not user_agent.strip():
        return Answer(None, None, None, None, Reason.NOTHING)
    seen = read(user_agent)
    if headers:
        seen = hints.told(seen, headers)
    return _answer(seen, on, releases)


def _answer(seen: Seen, on: date, releases: Releases) -> Answer:
    said = (seen.browser, seen.version, seen.os)
    if seen.is_bot:
        return Answer(*said, None, Reason.BOT)
    line = releases.lines.get(seen.line or "")
    if line is None:
        return Answer(*said, None, Reason.UNKNOWN_BROWSER)
    version = number(seen.judged_by or "")
    if not version:
        return Answer(*said, None, Reason.UNKNOWN_VERSION, engine=seen.engine)
    found = line.find(version, on)
    return Answer(*said, found.released, found.reason, found.followed, seen.engine)
