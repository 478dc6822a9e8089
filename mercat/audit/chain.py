"""How an event's hash is drawn from what it says and from the event before it."""

import hashlib
import json
from datetime import UTC
from typing import Any

from mercat.audit.models import Event


def event_hash(event: Event) -> str:
    content = [
        event.organisation_id,
        event.sequence,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.verb,
        event.subject_kind,
        event.subject_id,
        str(event.person_key or ""),
        event.facts,
        event.words_digest,
        event.previous_hash,
    ]
    return _sha256(content)


def words_digest(*, salt: str, words: dict[str, Any]) -> str:
    return _sha256([salt, words])


def _sha256(content: list[Any]) -> str:
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
