import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import InMemoryStorage
from django.utils import timezone

from mercat.lookup import ranges
from mercat.lookup.ranges import layout
from mercat.register import actions as register
from mercat.register.models import Account, Publication
from tests.factories import AccountFactory, OrganisationFactory
from tests.lookup.claims import published
from tests.lookup.ranges.reading import told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "site"


def publish(folder, **more):
    return ranges.publish(ranges.Folder(folder), at=timezone.now(), **more)


def names(folder: Path) -> list[str]:
    """Of the data; the two scripts are always there."""
    found = {str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file()}
    assert found >= {"badge.js", "lookup.js"}
    return sorted(found - {"badge.js", "lookup.js"})


def many(organisation, count):
    accounts = AccountFactory.create_batch(count, organisation=organisation)
    register.publish_all(accounts=accounts, at=timezone.now())
    # publish_all keeps what is there; these are new
    return accounts


def test_publish_of_a_small_register_is_one_file(council, folder):
    account = published(council.organisation)

    done = publish(folder)

    index = json.loads((folder / "index.json").read_text())
    assert (index["n"], index["generation"]) == (0, "1-0")
    assert names(folder) == ["1-0/all.json", "index.json"]
    assert json.loads((folder / "1-0/all.json").read_text()) == {
        layout.digest(account.key): "official"
    }
    assert (done.whole, done.written) == (True, 1)


def test_publish_of_nothing_answers_not_registered(folder, db):
    publish(folder)

    assert told(folder, "facebook:strathbeg") == "not_registered"


def test_publish_with_scripts_writes_each_file_twice(council, folder):
    account = published(council.organisation)

    publish(folder, scripts=True)

    assert names(folder) == ["1-0/all.js", "1-0/all.json", "index.js", "index.json"]
    name = layout.digest(account.key)
    assert (folder / "1-0/all.js").read_text() == f'mercatShard("all",{{"{name}":"official"}});\n'
    assert (folder / "index.js").read_text().startswith('mercatShard("index",{"as_of":"')


def test_scripts_can_be_asked_for_later(council, folder):
    published(council.organisation)
    publish(folder)

    publish(folder, scripts=True)

    assert "1-0/all.js" in names(folder)


@pytest.mark.parametrize("count", [400, 5])
def test_publish_finds_every_account_and_no_other(count, council, folder):
    accounts = many(council.organisation, count)

    done = publish(folder)

    assert done.n == (1 if count == 400 else 0)
    assert {told(folder, each.key) for each in accounts} == {"official"}
    others = {told(folder, f"facebook:other{n}") for n in range(count)}
    assert others == {"not_registered"}


def test_publish_again_writes_nothing_but_the_index(council, folder):
    many(council.organisation, 400)
    publish(folder)

    done = publish(folder)

    assert (done.whole, done.written) == (False, 0)


def changed(account: Account, status: str) -> None:
    at = timezone.now()
    Account.objects.filter(pk=account.pk).update(status=status)
    register.publish(account=Account.objects.get(pk=account.pk), at=at)


def test_publish_again_writes_the_shards_that_changed(council, folder):
    accounts = many(council.organisation, 400)
    publish(folder)
    changed(accounts[0], "closed_released")
    accounts[1].delete()
    new = published(council.organisation)

    done = publish(folder)

    assert not done.whole
    assert 1 <= done.written <= 3
    keys = [accounts[0].key, accounts[1].key, new.key, accounts[2].key]
    assert [told(folder, key) for key in keys] == [
        "was_official",
        "not_registered",
        "official",
        "official",
    ]
    whole = publish(folder, whole=True)
    assert (whole.written, whole.size) == (0, done.size)


def test_publish_keeps_former_names_and_takes_them_along(council, folder):
    account = published(council.organisation)
    account.aliases.create(
        platform="facebook",
        key="facebook:oldname",
        handle="oldname",
        url="https://www.facebook.com/oldname",
        kind="former",
        until=account.since,
        how="seen",
        checked_by=council.keeper.person,
        checked_at=timezone.now(),
    )
    publish(folder)
    before = told(folder, "facebook:oldname")
    changed(account, "lost")

    done = publish(folder)

    assert (done.whole, before, told(folder, "facebook:oldname")) == (
        False,
        "was_official",
        "not_registered",
    )


def test_register_that_grows_gets_a_new_generation_and_keeps_the_old_for_a_while(council, folder):
    published(council.organisation)
    publish(folder)
    many(council.organisation, 400)

    publish(folder)
    both = {each.split("/")[0] for each in names(folder)}
    publish(folder)

    assert both == {"1-0", "1-1", "index.json"}
    assert {each.split("/")[0] for each in names(folder)} == {"1-1", "index.json"}


def test_organisation_that_is_verified_later_is_published_whole(folder, db):
    organisation = OrganisationFactory()
    account = published(organisation)
    publish(folder)
    before = told(folder, account.key)
    OrganisationFactory(verified=True)

    organisation.domain_set.create(
        host="late.example", verified_at=timezone.now(), method="operator"
    )
    done = publish(folder)

    assert (before, told(folder, account.key), done.whole) == ("not_registered", "official", True)


def test_disagreement_is_published_as_such(council, outside, folder):
    for each, status in ((council, "active"), (outside, "false")):
        published(each.organisation, key="facebook:ferries", handle="ferries", status=status)

    publish(folder)

    assert told(folder, "facebook:ferries") == "disputed"


def test_folder_that_somebody_else_wrote_to_is_written_whole(council, folder):
    account = published(council.organisation)
    publish(folder)
    (folder / "1-0/all.json").write_text("{}")
    (folder / "index.json").write_text('{"n":0,"generation":"1-0","as_of":"2020-01-01"}')

    done = publish(folder)

    assert (done.whole, told(folder, account.key)) == (True, "official")


def test_shard_that_is_gone_is_written_again(council, folder):
    account = published(council.organisation)
    publish(folder)
    (folder / "1-0/all.json").unlink()
    new = published(council.organisation)

    done = publish(folder)

    assert done.whole
    assert {told(folder, each.key) for each in (account, new)} == {"official"}


def test_whoever_did_not_publish_for_long_begins_anew(council, folder):
    published(council.organisation)
    at = timezone.now()
    ranges.publish(ranges.Folder(folder), at=at)

    done = ranges.publish(ranges.Folder(folder), at=at + timedelta(days=8))

    assert done.whole


def test_publish_to_a_storage_reads_as_a_folder_does(council):
    storage = Overwriting()
    place = ranges.Bucket("memory", storage)
    account = published(council.organisation)
    ranges.publish(place, at=timezone.now())
    changed(account, "closed_parked")
    many(council.organisation, 400)

    done = ranges.publish(place, at=timezone.now())
    again = ranges.publish(place, at=timezone.now())

    assert (done.n, again.written) == (1, 0)
    assert place.generations() == ["1-1"]
    index = json.loads(storage.open("index.json").read())
    name = layout.digest(account.key)
    shard = json.loads(storage.open(f"{index['generation']}/{name[:1]}.json").read())
    assert shard[name[1:]] == "was_official"


def test_storage_that_does_not_replace_is_refused(council):
    storage = InMemoryStorage()
    storage.save("index.json", ranges.places.ContentFile(b"{}"))

    with pytest.raises(FileExistsError, match=r"index\.json"):
        ranges.publish(ranges.Bucket("memory", storage), at=timezone.now())

    assert storage.open("index.json").read() == b"{}"


class Overwriting(InMemoryStorage):
    """As storages of objects do."""

    def get_available_name(self, name, max_length=None):
        if self.exists(name):
            self.delete(name)
        return name


def test_publication_table_is_all_that_is_read(council, folder):
    account = published(council.organisation)
    Account.objects.filter(pk=account.pk).update(status="closed_released")

    publish(folder)

    assert told(folder, account.key) == "official"  # what was published, until it is anew
    assert Publication.objects.get().answer == "official"
