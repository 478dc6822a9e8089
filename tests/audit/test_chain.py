import hashlib
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from mercat.audit import chain
from mercat.audit.models import Event

# Written out, because a changed way of hashing would break every chain that exists.
HASHED = (
    '["kx7t4m29bc",7,"2026-11-18T10:30:00.000000+00:00","passports.application.decided",'
    '"passports.application","bcdfghjkmn","5bb3e2f6-6f0f-4b1e-9f5a-0d3a8c1f7b11",'
    '{"outcome":"approved","tally":[2,1]},"' + "ab" * 32 + '","' + "cd" * 32 + '"]'
)
KNOWN = hashlib.sha256(HASHED.encode()).hexdigest()
GIVEN = {
    "organisation_id": "kx7t4m29bc",
    "sequence": 7,
    "at": datetime(2026, 11, 18, 10, 30, tzinfo=UTC),
    "verb": "passports.application.decided",
    "subject_kind": "passports.application",
    "subject_id": "bcdfghjkmn",
    "person_key": UUID("5bb3e2f6-6f0f-4b1e-9f5a-0d3a8c1f7b11"),
    "facts": {"outcome": "approved", "tally": [2, 1]},
    "words_digest": "ab" * 32,
    "previous_hash": "cd" * 32,
}


def test_event_hash_is_the_same_for_ever():
    assert chain.event_hash(Event(**GIVEN)) == KNOWN


def test_words_digest_is_the_same_for_ever():
    known = hashlib.sha256('["00ff",{"a":1,"b":"é"}]'.encode()).hexdigest()

    assert chain.words_digest(salt="00ff", words={"b": "é", "a": 1}) == known


def test_event_hash_does_not_depend_on_the_zone_or_the_order_of_facts():
    at = GIVEN["at"].astimezone(ZoneInfo("Asia/Tokyo"))
    facts = {"tally": [2, 1], "outcome": "approved"}

    assert chain.event_hash(Event(**{**GIVEN, "at": at, "facts": facts})) == KNOWN


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("organisation_id", "other"),
        ("sequence", 8),
        ("at", datetime(2026, 11, 18, 10, 30, 0, 1, tzinfo=UTC)),
        ("verb", "passports.application.released"),
        ("subject_kind", "passports.passport"),
        ("subject_id", "other"),
        ("person_key", None),
        ("facts", {}),
        ("words_digest", ""),
        ("previous_hash", ""),
    ],
)
def test_event_hash_changes_with_each_field(field, value):
    assert chain.event_hash(Event(**{**GIVEN, field: value})) != KNOWN
