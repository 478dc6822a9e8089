"""Bluesky: which account a name leads to, and which name an account says is its own."""

import re
from typing import Any

from mercat.register.checks.reading import data

LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
DID = re.compile(rf"did:(?:plc:[a-z2-7]{{24}}|web:(?:{LABEL}\.){{1,8}}[a-z]{{2,62}})").fullmatch


def did_in_records(records: list[str]) -> str:
    """Of `_atproto.NAME`. Two records that differ say nothing."""
    found = {each[4:].strip() for each in records if each.startswith("did=")}
    dids = {each for each in found if DID(each)}
    return dids.pop() if len(dids) == 1 and len(found) == 1 else ""


def did_in_file(text: str) -> str:
    """Of /.well-known/atproto-did."""
    words = text.strip()
    return words if DID(words) else ""


def document_address(did: str) -> str:
    """Where the account's own paper stands."""
    if did.startswith("did:web:"):
        return f"https://{did.removeprefix('did:web:')}/.well-known/did.json"
    return f"https://plc.directory/{did}"


def handle_in_document(document: Any, *, did: str) -> str:
    """The first name that the account calls its own; none if the paper is another's."""
    if data.member(document, "id") != did:
        return ""
    for name in data.several(document.get("alsoKnownAs"))[:50]:
        if data.words(name).startswith("at://"):
            return data.words(name).removeprefix("at://").lower()
    return ""
