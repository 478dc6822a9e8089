import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from mercat.audit.models import Event, EventWords
from mercat.common.uploads import check
from mercat.files import actions, queries
from mercat.files.models import StoredFile
from mercat.home import jobs
from tests.common.uploads import samples
from tests.factories.council import NOW
from tests.passports.states import verbs

LATER = NOW + timedelta(hours=25)


def store(member, *, name="plan.pdf", content=samples.PDF, at=NOW):
    return actions.store(checked=check(name, content), by=member, at=at)


@pytest.fixture
def stored(council):
    return store(council.member)


def test_stored_file_is_private_whole_and_on_the_record(stored, council, storage):
    path = storage / stored.path

    assert path.read_bytes() == samples.PDF
    assert stored.path == f"uploads/{council.organisation.public_id}/{stored.public_id}"
    assert (stored.size, stored.kind, stored.attached_at) == (len(samples.PDF), "pdf", None)
    event = Event.objects.get(verb="files.file.stored")
    assert event.facts == {"sha256": stored.sha256, "size": stored.size, "kind": "pdf"}
    assert EventWords.objects.get(event_id=event.pk).words == {"name": "plan.pdf"}
    with stored.open() as opened:
        assert opened.read() == samples.PDF


def test_waiting_files_are_those_of_this_person_here(stored, council, outside):
    ids = [stored.public_id, "bcdfghjkmn", "\x00", ""]

    assert list(queries.waiting_of(council.member, ids)) == [stored]
    assert list(queries.waiting_of(council.clerk, ids)) == []
    assert list(queries.waiting_of(outside.member, ids)) == []
    actions.attach(stored=stored, at=NOW)
    assert list(queries.waiting_of(council.member, ids)) == []


def test_removed_file_is_gone_with_its_content(
    stored, council, storage, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove(stored=stored, by=council.member.person, at=NOW)

    assert StoredFile.objects.count() == 0
    assert [each for each in storage.rglob("*") if each.is_file()] == []
    assert verbs()[-1] == "files.file.removed"


def test_removed_file_keeps_its_content_until_the_transaction_holds(stored, council, storage):
    path = storage / stored.path

    actions.remove(stored=stored, by=council.member.person, at=NOW)

    assert path.is_file()


def test_unattached_files_go_after_a_day(
    stored, council, storage, django_capture_on_commit_callbacks
):
    attached = actions.attach(stored=store(council.member, name="kept.pdf"), at=LATER)
    fresh = store(council.member, name="fresh.pdf", at=LATER)

    with django_capture_on_commit_callbacks(execute=True):
        removed = actions.remove_unattached(at=LATER)

    assert removed == 1
    assert set(StoredFile.objects.all()) == {attached, fresh}
    assert not default_storage.exists(f"uploads/{council.organisation.public_id}/x")
    assert {each.name for each in storage.rglob("*") if each.is_file()} == {
        attached.public_id,
        fresh.public_id,
    }


def test_content_without_a_row_goes_after_a_day_and_nothing_else(council, storage):
    kept = actions.attach(stored=store(council.member), at=LATER)
    folder = f"uploads/{council.organisation.public_id}"
    for name, at in (("lost", NOW), ("new", LATER)):
        path = default_storage.save(f"{folder}/{name}", ContentFile(b"x"))
        os.utime(storage / path, (at.timestamp(), at.timestamp()))
    os.utime(storage / kept.path, (NOW.timestamp(), NOW.timestamp()))
    default_storage.save("elsewhere/other", ContentFile(b"x"))

    assert actions.remove_unattached(at=LATER) == 1

    left = sorted(each.name for each in storage.rglob("*") if each.is_file())
    assert left == sorted([kept.public_id, "new", "other"])


def test_nothing_stored_yet_is_nothing_to_remove(db):
    assert actions.remove_unattached(at=LATER) == 0


def test_night_removes_what_nobody_attached(stored):
    jobs.tick(at=LATER)

    assert StoredFile.objects.count() == 0
