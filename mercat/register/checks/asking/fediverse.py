"""Mastodon and every other server that speaks ActivityPub."""

from urllib.parse import quote

from mercat.common.fetching import JSON, NotFetched, Reason
from mercat.platforms import likely, recognise
from mercat.register.checks.asking.seen import Asking, Sighting, gone, unseen
from mercat.register.checks.lifecycle import Result, Trouble
from mercat.register.checks.reading import fediverse, pages
from mercat.register.checks.reading.fediverse import Actor

ACTIVITY = fediverse.ACTOR_TYPES
HIDDEN = "The server shows its accounts to other servers alone."


def see(handle: str, *, known_id: str, asking: Asking) -> Sighting:
    """`handle` is name@server; `known_id` the account's id when it was seen before."""
    name, _, host = handle.rpartition("@")
    question = f"https://{host}/.well-known/webfinger?resource={quote(f'acct:{name}@{host}')}"
    try:
        address = fediverse.actor_address(asking.json(question))
    except NotFetched as error:
        if error.is_gone or error.reason == Reason.NO_HOST:
            return gone(f"{host} has no account {name}.", url=question)
        return unseen(error, url=question)
    if not address:
        return Sighting(Result.UNKNOWN, evidence_url=question, seen=f"{host} does not say where.")
    return _see_actor(address, handle=handle, known_id=known_id, asking=asking)


def _see_actor(address: str, *, handle: str, known_id: str, asking: Asking) -> Sighting:
    try:
        actor = fediverse.actor(asking.json(address, accept=ACTIVITY))
    except NotFetched as error:
        if error.is_gone:
            return gone("Its server says that it is not there any more.", url=address)
        if error.status in {401, 403}:
            return Sighting(Result.UNKNOWN, evidence_url=address, seen=HIDDEN)
        return unseen(error, url=address)
    if actor is None:
        return Sighting(Result.UNKNOWN, evidence_url=address, seen="Its answer cannot be read.")
    if actor.suspended:
        return gone("Its server has suspended it.", url=actor.url)
    if known_id and actor.id != known_id:
        return _replaced(actor)
    if actor.moved_to and (moved := _moved(actor, asking)):
        return moved
    return _here(actor, handle=handle, asking=asking)


def _here(actor: Actor, *, handle: str, asking: Asking) -> Sighting:
    verified = _verified(actor, asking)
    if verified and verified.suspended:
        return gone("Its server has suspended it.", url=actor.url)
    return Sighting(
        Result.FOUND,
        evidence_url=actor.url,
        seen=f"{handle} is there.",
        stable_id=actor.id,
        links=actor.links,
        verified=verified.links if verified else None,
        words=" ".join([actor.words, *actor.links]),
        is_readable=True,
    )


def _replaced(actor: Actor) -> Sighting:
    said = "The account of this name is not the one that had it before."
    return Sighting(Result.NOT_FOUND, Trouble.REPLACED, actor.url, said, stable_id=actor.id)


def _moved(actor: Actor, asking: Asking) -> Sighting | None:
    """Believed when the new account says, too, that it was the old one."""
    try:
        new = fediverse.actor(asking.json(actor.moved_to, accept=ACTIVITY))
    except NotFetched:
        return None
    if new is None or actor.id not in new.also_known_as:
        return None
    called = likely(recognise(f"@{new.name}@{pages.host_of(new.id)}"))
    if called is None:
        return None
    said = f"It moved to {called.handle}, which says so too."
    return Sighting(
        Result.NOT_FOUND, Trouble.RENAMED, actor.url, said, stable_id=new.id, now_called=called
    )


def _verified(actor: Actor, asking: Asking) -> fediverse.Verified | None:
    """Mastodon alone says which links of a profile it has checked."""
    host = pages.host_of(actor.id)
    url = f"https://{host}/api/v1/accounts/lookup?acct={quote(actor.name)}"
    try:
        return fediverse.verified(asking.json(url, accept=JSON))
    except NotFetched:
        return None
