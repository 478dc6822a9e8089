"""What the database notes when the public answer of an address may have changed."""

import pytest
from django.utils import timezone

from mercat.register import actions, queries
from mercat.register import triggers as noting
from mercat.register.models import Account, Publication, TouchedKey
from tests.lookup.claims import published


@pytest.fixture
def ferries(council):
    made = published(council.organisation, handle="ferries", key="facebook:ferries")
    TouchedKey.objects.all().delete()
    return made


def noted() -> set[str]:
    return set(TouchedKey.objects.values_list("key", flat=True))


def test_publishing_is_noted(council):
    published(council.organisation, key="facebook:ferries")

    assert noted() == {"facebook:ferries"}


def test_new_answer_is_noted_with_the_account_s_other_addresses(ferries, council):
    add_old_name(ferries, council)
    TouchedKey.objects.all().delete()

    Publication.objects.update(answer="was_official")

    assert noted() == {"facebook:ferries", "facebook:old"}


def test_new_address_is_noted_with_the_one_before(ferries):
    Publication.objects.update(key="facebook:sailings")

    assert noted() == {"facebook:ferries", "facebook:sailings"}


def test_words_alone_are_not_noted(ferries):
    Publication.objects.update(name="Sailings", confirmed_at=timezone.now())

    assert noted() == set()


def test_account_that_goes_is_noted_with_all_its_addresses(ferries, council):
    add_old_name(ferries, council)
    TouchedKey.objects.all().delete()

    Account.objects.all().delete()

    assert noted() == {"facebook:ferries", "facebook:old"}


def add_old_name(account, council):
    account.aliases.create(
        platform="facebook",
        key="facebook:old",
        handle="old",
        url="https://www.facebook.com/old",
        kind="former",
        until=account.since,
        how="seen",
        checked_by=council.keeper.person,
        checked_at=timezone.now(),
    )


def test_other_address_is_noted_when_it_comes_changes_and_goes(ferries, council):
    add_old_name(ferries, council)
    came = noted()
    TouchedKey.objects.all().delete()
    ferries.aliases.update(kind="same", until=None)
    changed = noted()
    TouchedKey.objects.all().delete()
    ferries.aliases.all().delete()

    assert (came, changed, noted()) == ({"facebook:old"},) * 3


def test_triggers_can_be_put_back_twice(ferries):
    noting.restore()
    noting.restore()

    Publication.objects.update(answer="was_official")

    assert TouchedKey.objects.filter(key="facebook:ferries").count() == 2  # before and after


def test_gathering_takes_each_note_once(ferries, council):
    start = actions.gather(at=timezone.now())
    Publication.objects.update(answer="was_official")

    first = actions.gather(at=timezone.now())
    again = actions.gather(at=timezone.now())

    assert (start, again) == (0, first)
    assert list(queries.touched_since(start, to=first)) == [("facebook", "facebook:ferries")]
    assert list(queries.touched_since(first, to=again)) == []


def test_notes_go_after_a_week(ferries):
    at = timezone.now()
    Publication.objects.update(answer="was_official")
    actions.gather(at=at)

    actions.gather(at=at + actions.KEPT_FOR * 2)

    assert noted() == set()
