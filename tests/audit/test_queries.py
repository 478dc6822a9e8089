import pytest

from mercat.audit import actions as audit
from mercat.audit import chain, queries
from mercat.audit.models import ChainHead, Event, EventWords
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.usefixtures("_lifted")


def faults():
    return list(queries.faults())


def events(chained, *places):
    return Event.objects.filter(pk__in=[chained[place].pk for place in places])


def test_faults_of_a_whole_chain_are_none(chained):
    assert faults() == []


def test_faults_of_no_events_are_none(db):
    assert faults() == []


@pytest.mark.parametrize(
    "changed",
    [
        {"facts": {"state": "forged"}},
        {"verb": "tests.thing.forged"},
        {"subject_id": "other"},
        {"person_key": "5bb3e2f6-6f0f-4b1e-9f5a-0d3a8c1f7b11"},
        {"at": "2026-11-18T10:31:00Z"},
    ],
)
def test_faults_name_an_altered_event(chained, organisation, changed):
    events(chained, 1).update(**changed)

    assert faults() == [f"{organisation.public_id} event 2: was altered"]


def test_faults_name_the_event_after_one_altered_together_with_its_hash(chained, organisation):
    event = chained[1]
    event.facts = {"state": "forged"}
    event.hash = chain.event_hash(event)
    event.save()

    assert faults() == [f"{organisation.public_id} event 3: does not follow the event before it"]


def test_faults_name_a_deleted_event(chained, organisation):
    events(chained, 1).delete()
    EventWords.objects.filter(event_id=chained[1].pk).delete()

    assert faults() == [
        f"{organisation.public_id} event 3: events before it are missing",
        f"{organisation.public_id} event 3: does not follow the event before it",
    ]


def test_faults_name_a_chain_without_its_beginning(chained, organisation):
    EventWords.objects.all().delete()
    events(chained, 0).delete()

    assert faults() == [
        f"{organisation.public_id} event 2: events before it are missing",
        f"{organisation.public_id} event 2: does not follow the event before it",
    ]


def test_faults_name_a_chain_without_its_tail(chained, organisation):
    EventWords.objects.all().delete()
    events(chained, 2).delete()

    assert faults() == [f"{organisation.public_id}: the chain does not end where its head says"]


def test_faults_name_a_chain_without_its_events(chained, organisation):
    EventWords.objects.all().delete()
    events(chained, 0, 1, 2).delete()

    assert faults() == [f"{organisation.public_id}: 3 events are missing"]


@pytest.mark.parametrize("changed", [{"sequence": 2}, {"sequence": 4}, {"hash": "forged"}])
def test_faults_name_a_chain_whose_head_was_altered(chained, organisation, changed):
    ChainHead.objects.update(**changed)

    assert faults() == [f"{organisation.public_id}: the chain does not end where its head says"]


def test_faults_name_a_chain_whose_head_was_deleted(chained, organisation):
    ChainHead.objects.all().delete()

    assert faults() == [f"{organisation.public_id}: the chain does not end where its head says"]


def test_faults_of_the_sites_own_chain_name_the_site(organisation, at):
    event = audit.record("tests.did", subject=organisation, organisation=None, by=None, at=at)
    Event.objects.filter(pk=event.pk).update(verb="tests.forged")
    ChainHead.objects.update(hash="forged")

    assert faults() == [
        "site event 1: was altered",
        "site: the chain does not end where its head says",
    ]


def test_faults_name_altered_words(chained):
    EventWords.objects.filter(event_id=chained[1].pk).update(words={"said": "forged"})

    assert faults() == [f"words of event {chained[1].pk}: were altered"]


def test_faults_name_words_put_to_an_event_that_had_none(organisation, at):
    event = audit.record(
        "tests.did", subject=organisation, organisation=organisation, by=None, at=at
    )
    EventWords.objects.create(event_id=event.pk, salt="00", words={"said": "forged"})

    assert faults() == [f"words of event {event.pk}: were altered"]


def test_faults_name_words_whose_event_is_not_there(chained):
    EventWords.objects.create(event_id=0, salt="00", words={"said": "forged"})

    assert faults() == ["words of event 0: were altered"]


def test_faults_of_a_chain_whose_words_were_erased_are_none(chained):
    EventWords.objects.all().delete()

    assert faults() == []


def test_faults_of_one_chain_do_not_touch_the_next(chained, organisation, at):
    other = OrganisationFactory()
    audit.record("tests.did", subject=other, organisation=other, by=None, at=at)

    events(chained, 2).update(verb="tests.forged")

    assert faults() == [f"{organisation.public_id} event 3: was altered"]


def test_faults_cost_the_same_for_one_event_and_for_many(
    chained, organisation, at, django_assert_num_queries
):
    for _ in range(20):
        audit.record("tests.did", subject=organisation, organisation=organisation, by=None, at=at)

    with django_assert_num_queries(4):
        assert faults() == []


def test_faults_name_an_event_that_was_put_behind_the_head(chained, organisation, at):
    forged = Event(pk=None, organisation_id=organisation.public_id, sequence=4, at=at)
    forged.verb, forged.previous_hash = "tests.forged", chained[2].hash
    forged.hash = chain.event_hash(forged)
    forged.save()

    assert faults() == [f"{organisation.public_id}: the chain does not end where its head says"]


def test_events_of_a_subject_are_its_own_in_order(chained, organisation, at):
    other = OrganisationFactory()
    audit.record("tests.did", subject=other, organisation=organisation, by=None, at=at)

    assert list(queries.events_of(organisation)) == chained
