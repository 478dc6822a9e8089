"""What a user agent string says: which browser, on what, and by which line it can be judged.

ua-parser names browser and system. Ours is what follows from it: on an iPhone every browser is
as old as the system, elsewhere a browser that MDN does not list is as old as its engine.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ua_parser import BestAvailableResolver, Domain, load_lazy_builtins

MOST = 1000  # characters; no browser says more of itself
RESOLVE = BestAvailableResolver(load_lazy_builtins())
WANTED = Domain.USER_AGENT | Domain.OS

# ua-parser's word, and the line of MDN's that has its releases.
LINES = {
    "Android": "webview_android",
    "Chrome": "chrome",
    "Chrome Mobile": "chrome_android",
    "Chrome Mobile WebView": "webview_android",
    "Chromium": "chrome",
    "Edge": "edge",
    "Firefox": "firefox",
    "Firefox Mobile": "firefox_android",
    "HeadlessChrome": "chrome",
    "IE": "ie",
    "IE Large Screen": "ie",
    "Mobile Safari": "safari_ios",
    "Oculus Browser": "oculus",
    "Opera": "opera",
    "Opera Mobile": "opera_android",
    "Opera Tablet": "opera_android",
    "Safari": "safari",
    "Samsung Internet": "samsunginternet_android",
}
# Names that people know them by, where ua-parser's differs.
NAMES = {
    "Android": "Android Browser",
    "Apple Mail": "An app on macOS",
    "Chrome Mobile": "Chrome",
    "Chrome Mobile WebView": "An app on Android",
    "Chrome Mobile iOS": "Chrome",
    "Edge Mobile": "Edge",
    "Firefox Mobile": "Firefox",
    "Firefox iOS": "Firefox",
    "HeadlessChrome": "Chrome",
    "IE": "Internet Explorer",
    "IE Large Screen": "Internet Explorer",
    "IE Mobile": "Internet Explorer Mobile",
    "Mobile Safari": "Safari",
    "Mobile Safari UI/WKWebView": "An app on iOS",
    "Opera Mobile": "Opera",
    "Opera Tablet": "Opera",
}
ENGINES = {
    "chrome": "Chromium",
    "chrome_android": "Chromium",
    "webview_android": "Chromium",
}
CHROMIUM = re.compile(r"\bChrom(?:e|ium)/(\d{1,5})")
IOS_SAYS = re.compile(r"FBSV/(\d+(?:\.\d+)*)|; iOS (\d+(?:_\d+)*);|\bVersion/(\d+(?:\.\d+)*)")
FROZEN_IOS = ("18.6", "18.7")  # what iOS 26 and later call themselves
# Words, in small letters: to look for them one by one is ten times faster than one expression.
E_READERS = ("kobo", "kindle/", "nook", "pocketbook", "tolino", "bookeen", "boox")
BOT_WORDS = (
    *("crawl", "spider", "slurp", "archiver", "facebookexternalhit", "scraper", "scraping"),
    *("indexer", "indexing", "playwright", "puppeteer", "selenium", "lighthouse", "synthetic"),
    *("monitor", "uptime", "preview", "favicon", "scanner", "fetch", "checker", "linkcheck"),
    *("validator", "libwww", "python-", "http-client", "http_client", "httpclient"),
    *("http://", "https://", "okhttp"),
)
BOT_FIRST = ("curl", "wget", "python", "java/", "go-http", "ruby", "perl", "php", "axios", "node")
A_BOT = re.compile(r"(?<!cu)bot(?![a-z]*[ _-]?(?:build|x\d))")  # CUBOT makes telephones
A_MAILBOX = re.compile(r"[a-z]@[a-z]")
TEXT_BROWSERS = ("lynx", "w3m", "links", "elinks", "netsurf", "emacs", "edbrowse")


class Seen(NamedTuple):
    """`line` and `judged_by` are what the releases are asked; without them nobody can tell."""

    browser: str | None = None
    version: str | None = None
    os: str | None = None
    line: str | None = None
    judged_by: str | None = None
    engine: str | None = None
    is_bot: bool = False


def read(user_agent: str) -> Seen:
    text = user_agent[:MOST].replace("\0", " ")
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()
    result = RESOLVE(text, WANTED)
    agent, system = result.user_agent, result.os
    family = agent.family if agent else ""
    version = _version(agent.major, agent.minor, agent.patch) if agent else None
    os_family = system.family if system else None
    os_version = _version(system.major, system.minor, system.patch) if system else None
    name = NAMES.get(family, family) or None
    small = text.lower()
    if _is_bot(small):
        return Seen(name, version, _os(os_family, os_version), is_bot=True)
    if os_family == "iOS":
        return _on_ios(family, name, version, os_version, text)
    if "chrome/" not in small and (reader := _e_reader(small)):
        return Seen(reader, version)
    line, judged_by = _line(family, version, os_family, text)
    is_itself = LINES.get(family) in (line, "chrome")
    engine = f"{ENGINES[line]} {judged_by}" if line in ENGINES and not is_itself else None
    return Seen(name, version, _os(os_family, os_version), line, judged_by, engine)


def _is_bot(small: str) -> bool:
    """A program that reads pages by itself, from a text in small letters."""
    for word in BOT_WORDS:
        if word in small:
            return not small.startswith(TEXT_BROWSERS)
    if small.startswith(BOT_FIRST):
        return True
    found = ("bot" in small and A_BOT.search(small)) or ("@" in small and A_MAILBOX.search(small))
    return bool(found)


def _e_reader(small: str) -> str | None:
    for word in E_READERS:
        if word in small:
            return word.strip("/").title()
    return None


def _line(
    family: str, version: str | None, os_family: str | None, text: str
) -> tuple[str | None, str | None]:
    """Which line of releases to ask, and for which version of it."""
    if family == "Safari" and os_family not in ("Mac OS X", "Windows"):
        return None, None  # other browsers of other systems that call themselves so
    line = LINES.get(family) or ("firefox" if family.startswith("Firefox") else None)
    if line == "chrome" and os_family == "Android":
        line = "chrome_android"
    if line is not None:
        return line, version
    if "Trident" not in text and "Goanna" not in text and (engine := CHROMIUM.search(text)):
        return _engine_line(os_family, text), engine[1]
    return None, None


def _engine_line(os_family: str | None, text: str) -> str:
    if os_family != "Android":
        return "chrome"
    return "webview_android" if "; wv)" in text else "chrome_android"


def _on_ios(
    family: str, name: str | None, version: str | None, os_version: str | None, text: str
) -> Seen:
    """Every browser there uses the engine of the system, and so is as old as the system."""
    if family == "Mobile Safari" and version:
        return Seen(name, version, f"iOS {version}", "safari_ios", version)
    if os_version is None or os_version.startswith(FROZEN_IOS):
        found = IOS_SAYS.search(text)
        said = (found[1] or found[2] or found[3]) if found else None
        os_version = said and said.replace("_", ".")
    if os_version is None:
        return Seen(name, version, "iOS", "webview_ios")
    engine = None if family == "Mobile Safari UI/WKWebView" else f"WebKit of iOS {os_version}"
    os = f"iOS {os_version}"
    return Seen(name, version or os_version, os, "webview_ios", os_version, engine)


def _os(family: str | None, version: str | None) -> str | None:
    """The system as far as one may say it: several hide behind a number that no longer moves."""
    if family is None:
        return None
    if family == "Windows":
        return "Windows 10 or later" if version == "10" else f"Windows {version or ''}".strip()
    if family == "Mac OS X":
        frozen = version is not None and version.startswith("10.15")
        return "macOS 10.15 or later" if frozen else f"macOS {version or ''}".strip()
    if family == "Android":
        return "Android" if version in (None, "10") else f"Android {version}"
    if family in ("Chrome OS", "Linux"):
        return family
    return f"{family} {version or ''}".strip()


def _version(*parts: str | None) -> str | None:
    found: list[str] = []
    for part in parts:
        if part is None:
            break
        found.append(part)
    return ".".join(found) or None
