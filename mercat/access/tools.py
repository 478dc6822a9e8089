"""The tools that an organisation may look for, and the pictures that show whether they answer.

Each picture is small, stands on the tool's own host and needs no account: the icon of its pages.
"""

import re
from typing import Any, TypedDict
from urllib.parse import urlsplit

PICTURE = re.compile(r"https://(?:[a-z0-9-]+\.)+[a-z]{2,20}/[A-Za-z0-9._~/%-]{0,200}\Z")
MOST = 30


class Tool(TypedDict):
    key: str
    name: str
    pictures: list[str]


def _tool(key: str, name: str, *hosts: str) -> Tool:
    return {"key": key, "name": name, "pictures": [f"https://{h}/favicon.ico" for h in hosts]}


KNOWN: tuple[Tool, ...] = (
    _tool("facebook", "Facebook", "www.facebook.com", "static.xx.fbcdn.net"),
    _tool("instagram", "Instagram", "www.instagram.com"),
    _tool("x", "X", "x.com", "abs.twimg.com"),
    _tool("youtube", "YouTube", "www.youtube.com"),
    _tool("linkedin", "LinkedIn", "www.linkedin.com"),
    _tool("tiktok", "TikTok", "www.tiktok.com"),
    _tool("whatsapp", "WhatsApp", "web.whatsapp.com", "www.whatsapp.com"),
    _tool("threads", "Threads", "www.threads.com", "www.threads.net"),
    _tool("bluesky", "Bluesky", "bsky.app", "web-cdn.bsky.app"),
    _tool("mastodon", "Mastodon", "mastodon.social"),
    _tool("nextdoor", "Nextdoor", "nextdoor.co.uk"),
    _tool("pinterest", "Pinterest", "www.pinterest.co.uk", "s.pinimg.com"),
    _tool("vimeo", "Vimeo", "vimeo.com"),
    _tool("flickr", "Flickr", "www.flickr.com"),
)
USUAL = ("facebook", "instagram", "x", "youtube", "linkedin", "tiktok", "whatsapp", "bluesky")


def usual() -> list[dict[str, Any]]:
    return [dict(each) for each in KNOWN if each["key"] in USUAL]


def host(picture: str) -> str:
    """The part of a picture's address that a content security policy names."""
    parts = urlsplit(picture)
    return f"{parts.scheme}://{parts.netloc}"


def home(tool: Any) -> str:
    """The tool's own front page."""
    return f"{host(tool['pictures'][0])}/"


def named(tools: list[dict[str, Any]]) -> dict[str, str]:
    return {each["key"]: each["name"] for each in tools}
