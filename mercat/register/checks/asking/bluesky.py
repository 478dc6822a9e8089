"""Bluesky: a name leads to an account by DNS or by a file, and the account names its name."""

from mercat.common.fetching import NotFetched, Reason, txt
from mercat.platforms import Account as Recognised
from mercat.platforms import recognise
from mercat.register.checks.asking.seen import Asking, Sighting, gone, unseen
from mercat.register.checks.lifecycle import Result, Trouble
from mercat.register.checks.reading import atproto, data

PROFILE = "https://public.api.bsky.app/xrpc/app.bsky.actor.getProfile?actor="


def see(handle: str, *, known_id: str, asking: Asking) -> Sighting:
    """`handle` is a web address, or the account's own id, which never changes."""
    handle = handle.lower()
    fixed = handle if atproto.DID(handle) else ""
    try:
        led_to = fixed or _did_of(handle, asking)
    except NotFetched as error:
        return unseen(error, url=_file(handle))
    did = fixed or known_id or led_to
    if not did:
        return gone(f"The name {handle} leads to no account.", url=_file(handle))
    return _see_document(did, handle=handle, led_to=led_to, asking=asking)


def _see_document(did: str, *, handle: str, led_to: str, asking: Asking) -> Sighting:
    address = atproto.document_address(did)
    try:
        called = atproto.handle_in_document(asking.json(address), did=did)
        if called != handle and did != handle and called and _did_of(called, asking) == did:
            return _renamed(did, called, url=address)
    except NotFetched as error:
        if error.is_gone:
            return gone("The account was deleted.", url=address)
        return unseen(error, url=address)
    if led_to and led_to != did:
        said = f"The name {handle} leads to another account now."
        return Sighting(Result.NOT_FOUND, Trouble.REPLACED, _file(handle), said, stable_id=led_to)
    if did != handle and (called != handle or not led_to):
        return gone(f"The name {handle} and the account do not belong together.", url=address)
    return _here(did, handle=called or handle, url=address, asking=asking)


def _here(did: str, *, handle: str, url: str, asking: Asking) -> Sighting:
    words = _profile(did, asking)
    return Sighting(
        Result.FOUND,
        evidence_url=url,
        seen=f"{handle} and the account name each other.",
        stable_id=did,
        words=words or "",
        is_readable=words is not None,
    )


def _renamed(did: str, called: str, *, url: str) -> Sighting:
    now_called = recognise(f"at://{called}")
    said = f"It is called {called} now, and that name leads to it."
    return Sighting(
        Result.NOT_FOUND,
        Trouble.RENAMED,
        url,
        said,
        stable_id=did,
        now_called=now_called if isinstance(now_called, Recognised) else None,
    )


def _did_of(handle: str, asking: Asking) -> str:
    """By DNS first, then by the file; empty when both were asked and neither names an account."""
    if did := atproto.did_in_records(txt(f"_atproto.{handle}")):
        return did
    try:
        return atproto.did_in_file(asking.page(_file(handle)).text[:500])
    except NotFetched as error:
        if error.is_gone or error.reason == Reason.NO_HOST:
            return ""
        raise


def _file(handle: str) -> str:
    return f"https://{handle}/.well-known/atproto-did"


def _profile(did: str, asking: Asking) -> str | None:
    try:
        return data.words(data.member(asking.json(PROFILE + did), "description"))
    except NotFetched:
        return None
