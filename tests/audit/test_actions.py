from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mercat.audit import actions as audit
from mercat.audit import chain, queries
from mercat.audit.models import ChainHead, Event, EventWords
from tests.common.together import together
from tests.factories import OrganisationFactory, PersonFactory


def record(whose, at, **changed):
    given = {"subject": whose, "organisation": whose, "by": None, **changed}
    return audit.record("tests.thing.done", at=at, **given)


def test_record_first_event_begins_the_chain(organisation, at):
    person = PersonFactory()

    event = record(organisation, at, by=person, facts={"old": "draft", "new": "sent"})

    row = Event.objects.values().get()
    del row["id"]
    assert row == {
        "organisation_id": organisation.public_id,
        "sequence": 1,
        "at": at,
        "verb": "tests.thing.done",
        "subject_kind": "organisations.organisation",
        "subject_id": organisation.public_id,
        "person_key": person.audit_key,
        "facts": {"old": "draft", "new": "sent"},
        "words_digest": "",
        "previous_hash": "",
        "hash": event.hash,
    }


def test_record_next_event_follows_the_one_before(chained):
    assert [event.sequence for event in chained] == [1, 2, 3]
    assert [event.previous_hash for event in chained] == ["", chained[0].hash, chained[1].hash]
    assert len({event.hash for event in chained}) == 3


def test_record_moves_the_head_of_the_chain(chained, organisation):
    head = ChainHead.objects.get()

    assert (head.organisation_id, head.sequence, head.hash) == (
        organisation.public_id,
        3,
        chained[2].hash,
    )


def test_record_in_two_organisations_makes_two_chains(chained, organisation, at):
    other = OrganisationFactory()

    event = record(other, at)

    assert (event.sequence, event.previous_hash) == (1, "")
    assert record(organisation, at).sequence == 4


def test_record_without_an_organisation_is_the_sites_own(organisation, at):
    event = record(organisation, at, organisation=None)

    assert (event.organisation_id, event.sequence) == ("", 1)
    assert list(queries.faults()) == []


def test_record_words_stand_apart_and_only_their_digest_in_the_event(organisation, at):
    event = record(organisation, at, words={"reason": "Mòrag asked for it"})

    row, words = Event.objects.values().get(), EventWords.objects.get()
    assert "Mòrag" not in repr(row)
    assert (words.event_id, words.words) == (event.pk, {"reason": "Mòrag asked for it"})
    assert row["words_digest"] == chain.words_digest(salt=words.salt, words=words.words)


def test_record_same_words_twice_have_two_digests(organisation, at):
    first = record(organisation, at, words={"reason": "Yes"})
    second = record(organisation, at, words={"reason": "Yes"})

    assert first.words_digest != second.words_digest


def test_record_by_nobody_is_the_system(organisation, at):
    assert record(organisation, at).person_key is None


def test_record_in_a_transaction_undone_leaves_no_gap(organisation, at):
    record(organisation, at)

    with transaction.atomic():
        record(organisation, at)
        transaction.set_rollback(True)

    assert record(organisation, at).sequence == 2
    assert list(queries.faults()) == []


def test_record_facts_that_are_no_json_change_nothing(organisation, at):
    with pytest.raises(TypeError):
        record(organisation, at, facts={"at": at})

    assert Event.objects.count() == 0
    assert record(organisation, at).sequence == 1


def test_record_in_another_time_zone_has_a_hash_of_the_moment(organisation):
    record(organisation, datetime(2026, 7, 1, 12, 0, 0, 5, tzinfo=UTC).astimezone())

    assert list(queries.faults()) == []


FACTS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abcé ", max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(facts=st.dictionaries(st.text("abcé ", max_size=4), FACTS, max_size=4))
def test_record_any_facts_read_back_have_the_same_hash(organisation, at, facts):
    event = record(organisation, at, facts=facts, words=facts)

    kept = Event.objects.get(pk=event.pk)
    words = EventWords.objects.filter(event_id=event.pk).first()
    assert chain.event_hash(kept) == event.hash
    assert not words or chain.words_digest(salt=words.salt, words=words.words) == event.words_digest


def test_record_by_three_at_once_leaves_a_whole_chain(flushable, at):
    organisation = OrganisationFactory()

    def record_ten():
        return [record(organisation, at, words={"said": "so"}).sequence for _ in range(10)]

    numbers = together(record_ten, record_ten, record_ten)

    assert sorted(number for ten in numbers for number in ten) == list(range(1, 31))
    assert list(queries.faults()) == []


def test_record_says_by_way_of_what_it_was_done(organisation, at):
    with audit.through(token="bcdfghjkmn"):
        inside = record(organisation, at, facts={"old": "draft"})
    outside = record(organisation, at)

    assert inside.facts == {"old": "draft", "token": "bcdfghjkmn"}
    assert outside.facts == {}
    assert list(queries.faults()) == []
