"""Servers of platforms that speak as the real ones do, in the tests' small internet."""

import json
from typing import Any

from tests.web import Web

ACTIVITY = "application/activity+json; charset=utf-8"


def say(web: Web, url: str, value: Any, *, kind: str = "application/json") -> None:
    web.page(url, json.dumps(value), kind=kind)


def be_mastodon(
    web: Web, handle: str, *, links: tuple[str, ...] = (), verified: bool = False, **more: Any
) -> str:
    """An account on a Mastodon server: WebFinger, its actor, and Mastodon's look-up."""
    name, host = handle.split("@")
    actor_id = more.pop("actor_id", f"https://{host}/users/{name}")
    webfinger(web, handle, actor_id)
    values = [f'<a href="{url}" rel="me nofollow"><span>{url}</span></a>' for url in links]
    actor = {
        "@context": ["https://www.w3.org/ns/activitystreams"],
        "id": actor_id,
        "type": "Person",
        "inbox": f"{actor_id}/inbox",
        "preferredUsername": name,
        "url": f"https://{host}/@{name}",
        "summary": "<p>News of the council</p>",
        "attachment": [{"type": "PropertyValue", "name": "Site", "value": v} for v in values],
    }
    say(web, actor_id, actor | more, kind=ACTIVITY)
    checked_at = "2026-01-01T00:00:00Z" if verified else None
    looked_up = {
        "id": "109302436954721982",
        "username": name,
        "acct": name,
        "fields": [{"name": "Site", "value": v, "verified_at": checked_at} for v in values],
    }
    say(web, f"https://{host}/api/v1/accounts/lookup?acct={name}", looked_up)
    return str(actor_id)


def webfinger(web: Web, handle: str, actor_id: str) -> None:
    host = handle.split("@")[1]
    say(
        web,
        f"https://{host}/.well-known/webfinger?resource=acct%3A{handle.replace('@', '%40')}",
        {
            "subject": f"acct:{handle}",
            "links": [
                {"rel": "http://webfinger.net/rel/profile-page", "type": "text/html"},
                {"rel": "self", "type": "application/activity+json", "href": actor_id},
            ],
        },
        kind="application/jrd+json",
    )


def be_bluesky(web: Web, did: str, *, called: str, led_by: str = "dns", bio: str = "") -> None:
    """An account on Bluesky whose name leads to it by a DNS record, a file, or not at all."""
    if led_by == "dns":
        web.txt(f"_atproto.{called}", f"did={did}")
    if led_by == "file":
        web.page(f"https://{called}/.well-known/atproto-did", f"{did}\n", kind="text/plain")
    document = {"id": did, "alsoKnownAs": [f"at://{called}", "at://old.example"]}
    say(web, f"https://plc.directory/{did}", document)
    profile = f"https://public.api.bsky.app/xrpc/app.bsky.actor.getProfile?actor={did}"
    say(web, profile, {"did": did, "handle": called, "description": bio})


def be_x(web: Web, name: str, number: str, *, bio: str = "", link: str = "") -> None:
    """An account on X, by its name and by its number."""
    links = {"url": {"urls": [{"url": "https://t.co/a", "expanded_url": link}]}} if link else {}
    value = {"data": {"id": number, "username": name, "description": bio, "entities": links}}
    say(web, x_address(f"by/username/{name.lower()}"), value)
    say(web, x_address(number), value)


def have_no_x(web: Web, asked: str, *, title: str = "Not Found Error") -> None:
    """X says 200 of what it has not, and of what it has suspended."""
    kind = "https://api.twitter.com/2/problems/resource-not-found"
    say(
        web, x_address(asked), {"errors": [{"title": title, "type": kind, "parameter": "username"}]}
    )


def x_address(asked: str) -> str:
    return f"https://api.x.com/2/users/{asked}?user.fields=description,entities"


def be_youtube(web: Web, channel: str, *, called: str, by: tuple[str, ...], bio: str = "") -> None:
    snippet = {"title": "Strathbeg", "description": bio, "customUrl": called}
    for asked in (f"id={channel}", *by):
        say_channels(web, asked, {"kind": "youtube#channel", "id": channel, "snippet": snippet})


def say_channels(web: Web, asked: str, *channels: dict[str, Any]) -> None:
    """YouTube leaves the list out where it has nothing."""
    value = {"kind": "youtube#channelListResponse", "pageInfo": {"totalResults": len(channels)}}
    say(web, youtube_address(asked), value | ({"items": list(channels)} if channels else {}))


def youtube_address(asked: str) -> str:
    return f"https://www.googleapis.com/youtube/v3/channels?part=id,snippet&{asked}"
