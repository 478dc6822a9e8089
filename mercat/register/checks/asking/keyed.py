"""X and YouTube, which answer those who have a key. Without one, nothing is said either way."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings

from mercat.common.fetching import NotFetched
from mercat.platforms import Account as Recognised
from mercat.platforms import recognise
from mercat.register.checks.asking.seen import Asking, Sighting, gone, unseen
from mercat.register.checks.lifecycle import Result, Trouble
from mercat.register.checks.reading import keyed
from mercat.register.checks.reading.keyed import Held, NotClear

X_API = "https://api.x.com/2/users/"
YOUTUBE_API = "https://www.googleapis.com/youtube/v3/channels?part=id,snippet&"


@dataclass(frozen=True, slots=True)
class Service:
    """How one platform is asked. A name is what stands behind `platform:` in an account's key."""

    title: str
    secret: Callable[[], tuple[str, str] | None]
    address: Callable[[str], str]  # where its program answers for a name; empty where it cannot
    read: Callable[[Any], Held | None]
    is_id: re.Pattern[str]
    numbered: str  # the name of an id
    page: str  # for people, by id
    profile: str  # for people, by name
    named: re.Pattern[str]  # names that can change

    def ask(self, name: str, asking: Asking) -> Held | None:
        address = self.address(name)
        if not address:
            raise NotClear
        return self.read(asking.json(address, secret=self.secret()))


def _x_secret() -> tuple[str, str] | None:
    token = settings.X_BEARER_TOKEN.strip()
    return ("Authorization", f"Bearer {token}") if token else None


def _youtube_secret() -> tuple[str, str] | None:
    """In a header, because addresses come into logs."""
    key = settings.YOUTUBE_API_KEY.strip()
    return ("X-Goog-Api-Key", key) if key else None


def _x_address(name: str) -> str:
    kind, _, rest = name.rpartition("/")
    shape = {"": "by/username/", "id": ""}.get(kind)
    if shape is None:  # a community
        return ""
    return f"{X_API}{shape}{quote(rest, safe='')}?user.fields=description,entities"


def _youtube_address(name: str) -> str:
    kind, _, rest = name.rpartition("/")
    asked = {"": "forHandle", "channel": "id", "user": "forUsername"}.get(kind)
    return f"{YOUTUBE_API}{asked}={quote(rest, safe='')}" if asked else ""


SERVICES = {
    "x": Service(
        title="X",
        secret=_x_secret,
        address=_x_address,
        read=keyed.x_account,
        is_id=re.compile(r"[0-9]{1,20}"),
        numbered="id/{}",
        page="https://x.com/i/user/{}",
        profile="https://x.com/{}",
        named=re.compile(r"[^/]+"),
    ),
    "youtube": Service(
        title="YouTube",
        secret=_youtube_secret,
        address=_youtube_address,
        read=keyed.youtube_channel,
        is_id=re.compile(r"UC[A-Za-z0-9_-]{22}"),
        numbered="channel/{}",
        page="https://www.youtube.com/channel/{}",
        profile="https://www.youtube.com/{}",
        named=re.compile(r"@.+"),
    ),
}


def key_of(platform: str, known_id: str) -> str:
    """The key of the address that has the platform's own id in it; empty for any other text."""
    service = SERVICES.get(platform)
    if service is None or not service.is_id.fullmatch(known_id):
        return ""
    return f"{platform}:{service.numbered.format(known_id)}"


def see(key: str, *, known_id: str, asking: Asking) -> Sighting:
    """`known_id` is the platform's own for the account, when it was seen before or typed."""
    platform, _, name = key.partition(":")
    service = SERVICES[platform]
    if service.secret() is None:
        seen = f"This site has no key to ask {service.title} with. A colleague can look."
        return Sighting(Result.UNKNOWN, seen=seen)
    numbered = key_of(platform, known_id).partition(":")[2]
    try:
        return _look(service, name, numbered=numbered or name, asking=asking)
    except NotClear:
        seen = f"{service.title} does not say whether it is there."
        return Sighting(Result.UNKNOWN, seen=seen)
    except NotFetched as error:
        if error.is_gone:  # of its address, not of the account
            return Sighting(Result.ERROR, seen=error.sentence)
        return unseen(error, url="")


def _look(service: Service, name: str, *, numbered: str, asking: Asking) -> Sighting:
    held = service.ask(numbered, asking)
    if held is None:
        return _missing(service, name, numbered=numbered, asking=asking)
    if service.named.fullmatch(name) and held.name and held.name.lower() != name.lower():
        by_name = service.ask(name, asking)  # an old name may go on leading to it
        if by_name is None or by_name.id != held.id:
            return _renamed(service, held)
    return Sighting(
        Result.FOUND,
        evidence_url=service.page.format(held.id),
        seen=f"{service.title} has it as number {held.id}.",
        stable_id=held.id,
        words=held.words,
        is_readable=True,
    )


def _missing(service: Service, name: str, *, numbered: str, asking: Asking) -> Sighting:
    """The account is gone; perhaps somebody else took its name."""
    other = service.ask(name, asking) if name != numbered else None
    if other is None:
        return gone(f"{service.title} has no such account, or has suspended it.", url="")
    at = service.page.format(other.id)
    said = "The account of this name is not the one that had it before."
    return Sighting(Result.NOT_FOUND, Trouble.REPLACED, at, said, stable_id=other.id)


def _renamed(service: Service, held: Held) -> Sighting:
    now_called = recognise(service.profile.format(held.name))
    return Sighting(
        Result.NOT_FOUND,
        Trouble.RENAMED,
        service.page.format(held.id),
        f"It is called {held.name} now.",
        stable_id=held.id,
        now_called=now_called if isinstance(now_called, Recognised) else None,
    )
