"""Client Hints: what newer browsers say in headers of their own, and the string hides."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .reading import Seen

ASKED = "Sec-CH-UA-Full-Version-List, Sec-CH-UA-Platform-Version"  # what a page's Accept-CH says
BRAND = re.compile(r'"([^"\\]{1,60})"\s*;\s*v="(\d{1,5}(?:\.\d{1,6}){0,3})"')
QUOTED = re.compile(r'\A"([^"\\]{1,60})"\Z')
# Browsers that give Chrome's string, and their brand.
BRANDS = {
    "Brave": "Brave",
    "Vivaldi": "Vivaldi",
    "DuckDuckGo": "DuckDuckGo",
    "Google Chrome": "Chrome",
    "Microsoft Edge": "Edge",
    "Opera": "Opera",
    "Yandex": "Yandex Browser",
}
LINES = {"Chrome": "chrome", "Edge": "edge", "Opera": "opera"}
WINDOWS_11 = 13  # the platform's version from which Windows calls itself 11


def told(seen: Seen, headers: Mapping[str, str]) -> Seen:
    """What is seen, with what the hints add. They never make a bot a browser."""
    if seen.is_bot or seen.line not in ("chrome", "edge", "opera", "chrome_android"):
        return seen
    return _brand(_platform(seen, headers), headers)


def _brand(seen: Seen, headers: Mapping[str, str]) -> Seen:
    said = headers.get("sec-ch-ua-full-version-list") or headers.get("sec-ch-ua") or ""
    brands = dict(BRAND.findall(said[:1000]))
    engine = brands.get("Chromium")
    named = next((brand for brand in BRANDS if brand in brands), None)
    if named is None or engine is None:
        return seen
    name, version = BRANDS[named], brands[named]
    line = LINES.get(name) if seen.line != "chrome_android" else None
    if line is not None or name == "Chrome":
        return seen._replace(
            browser=name, version=version, line=line or seen.line, judged_by=version, engine=None
        )
    major = engine.partition(".")[0]
    return seen._replace(browser=name, version=version, judged_by=major, engine=f"Chromium {major}")


def _platform(seen: Seen, headers: Mapping[str, str]) -> Seen:
    name = QUOTED.match(headers.get("sec-ch-ua-platform", ""))
    version = QUOTED.match(headers.get("sec-ch-ua-platform-version", ""))
    if name is None or version is None:
        return seen
    major = version[1].partition(".")[0]
    if name[1] == "Windows" and major.isdigit():
        return seen._replace(os="Windows 11" if int(major) >= WINDOWS_11 else "Windows 10")
    if name[1] in ("macOS", "Android") and major.isdigit() and int(major):
        return seen._replace(os=f"{name[1]} {major}")
    return seen
