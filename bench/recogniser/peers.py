"""What other libraries make of an address. Each is optional; those not installed are left out.

A peer's answer is the platform, the handle, and all it says about the account, which stands for
a key: two addresses of one account should get the same. None means "not an account".
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from mercat.platforms import Account, recognise


class Found(NamedTuple):
    platform: str
    handle: str
    key: str


Reader = Callable[[str], Found | None]
NAMES = {"twitter": "x", "fb": "facebook", "wordpress.com": "wordpress"}
HANDLE_FIELDS = (
    *("username", "handle", "screen_name", "name", "user", "company_id", "channel_id"),
    *("custom_url", "id", "user_id", "page_id", "owner", "org"),
)
ACCOUNT_TYPES = {"profile", "channel", "company", "user", "page", "organization", "org", "group"}


def ours(text: str) -> Found | None:
    answer = recognise(text)
    account = answer if isinstance(answer, Account) else answer.candidate
    return Found(account.platform, account.handle, account.key) if account else None


def first(values: dict[str, Any]) -> str:
    return next((str(values[name]) for name in HANDLE_FIELDS if values.get(name)), "")


def found(platform: str, fields: dict[str, Any]) -> Found | None:
    handle = first(fields)
    platform = NAMES.get(platform.lower(), platform.lower())
    return Found(platform, handle, f"{platform}:{handle}") if handle else None


def with_socials() -> Reader:
    socials = import_module("socials")

    def read(text: str) -> Found | None:
        result = socials.parse(text)
        if result is None or result.entity_type not in ACCOUNT_TYPES:
            return None
        return found(result.platform, {n: getattr(result, n, None) for n in HANDLE_FIELDS})

    return read


def with_ural() -> Reader:
    names = ("facebook", "twitter", "instagram", "youtube", "telegram")
    readers = [
        (name, getattr(import_module(f"ural.{name}"), f"parse_{name}_url")) for name in names
    ]
    accounts = ("Handle", "User", "Channel", "Group")

    def read(text: str) -> Found | None:
        for name, parse in readers:
            result = parse(text)
            if result is not None and type(result).__name__.endswith(accounts):
                return found(name, {n: getattr(result, n, None) for n in HANDLE_FIELDS})
        return None

    return read


def with_social_links() -> Reader:
    links = import_module("sociallinks").SocialLinks()

    def read(text: str) -> Found | None:
        platform = links.detect_platform(text)
        if platform is None:
            return None
        address = links.sanitize(platform, text)
        return found(platform, {"name": address.rstrip("/").rpartition("/")[2]})

    return read


PYTHON: dict[str, Callable[[], Reader]] = {
    "socials": with_socials,
    "ural": with_ural,
    "social-links (PyPI)": with_social_links,
}
NODE = ("social-links", "social-link-parser")


def installed() -> dict[str, Reader]:
    readers: dict[str, Reader] = {"mercat.platforms": ours}
    for name, make in PYTHON.items():
        try:
            readers[name] = make()
        except ImportError:
            continue
    return readers


def guarded(reader: Reader, text: str) -> Found | None:
    """A peer that raises has not recognised the address."""
    try:
        return reader(text)
    except Exception:
        return None


def node_answers(
    name: str, texts: list[str], modules: Path
) -> tuple[list[Found | None], float] | None:
    """The answers of a npm peer and its seconds for them, or None when it is not installed."""
    if shutil.which("node") is None or not (modules / name).is_dir():
        return None
    script = Path(__file__).with_name("peers.mjs")
    done = subprocess.run(
        ["node", str(script), name, str(modules.resolve())],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    result = json.loads(done.stdout)
    answers = [
        found(a["platform"], {"handle": a["handle"]}) if a else None for a in result["answers"]
    ]
    return answers, float(result["seconds"])
