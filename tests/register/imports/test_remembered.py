"""A list that is read again: what is new is entered; what is missing is asked, never closed."""

from datetime import timedelta

import pytest

from mercat.audit.models import Event
from mercat.common.refusals import Refused
from mercat.register import imports
from mercat.register.imports import actions, remembered
from mercat.register.models import Account, Disappearance, Import, RememberedList
from tests.factories import OrganisationFactory, PersonFactory


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    kept = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}
    settings.IMPORT_FOLDER = tmp_path / "lists"


def listed(*numbers):
    return ("URL,Name\n" + "".join(f"x.com/Strath{n},Name {n}\n" for n in numbers)).encode()


@pytest.fixture
def organisation(db):
    return OrganisationFactory(slug="strathbeg", verified=True)


@pytest.fixture
def put(organisation, settings):
    folder = settings.IMPORT_FOLDER / organisation.slug
    folder.mkdir(parents=True)

    def put(*numbers):
        (folder / "ours.csv").write_bytes(listed(*numbers))

    return put


@pytest.fixture
def weekly(organisation, put, at):
    """Forty accounts, entered from a list that is read every week."""
    put(*range(40))
    imports.apply(listed(*range(40)), organisation=organisation, name="ours.csv", by=None, at=at)
    return remembered.remember(
        source=Import.objects.get(),
        kind="folder",
        place="ours.csv",
        every_days=7,
        by=PersonFactory(),
        at=at,
    )


def week(at, number=1):
    """What the worker does in that week; how many lists it found different."""
    moment = at + timedelta(days=7 * number)
    found = remembered.read_due(at=moment)
    imports.advance(at=moment)  # reads it
    imports.advance(at=moment)  # enters it
    return found


def test_list_that_did_not_change_is_not_read(weekly, at):
    assert remembered.read_due(at=at + timedelta(days=6)) == 0
    assert week(at) == 0
    assert Import.objects.count() == 1


def test_what_is_new_is_entered_by_itself(weekly, put, at):
    put(*range(41))

    assert week(at) == 1
    assert Account.objects.count() == 41
    assert Import.objects.order_by("-pk").first().state == "applied"
    assert remembered.read_due(at=at + timedelta(days=7)) == 0


def test_one_that_is_missing_is_a_question_and_stays_in_use(weekly, put, organisation, at):
    put(*range(39))
    week(at)
    put(*range(39), 50)
    week(at, 2)

    [asked] = remembered.open_disappearances(organisation)
    assert (asked.account.handle, asked.account.status) == ("Strath39", "active")


def test_many_that_are_missing_enter_nothing_until_somebody_says_so(weekly, put, organisation, at):
    put(*range(30), 60)
    week(at)

    held = Import.objects.order_by("-pk").first()
    assert (held.state, Account.objects.count(), Disappearance.objects.count()) == ("read", 40, 0)
    assert held.error.startswith("10 of 40 accounts are missing from this list")
    actions.apply(source=held, by=PersonFactory(), at=at)
    imports.advance(at=at)
    assert remembered.open_disappearances(organisation).count() == 10
    assert Account.objects.filter(status="active").count() == 41


@pytest.mark.parametrize(
    ("said", "status", "verb"),
    [
        ("kept", "active", "register.account.missed"),
        ("parked", "closed_parked", "register.account.status_set"),
        ("released", "closed_released", "register.account.status_set"),
    ],
)
def test_question_is_answered_once_by_a_person(weekly, put, organisation, at, said, status, verb):
    put(*range(39))
    week(at)
    [asked] = remembered.open_disappearances(organisation)
    by = PersonFactory()
    remembered.answer(disappearance=asked, said=said, by=by, at=at)

    asked.account.refresh_from_db()
    assert asked.account.status == status
    assert Event.objects.order_by("-sequence").first().verb == verb
    with pytest.raises(Refused, match="Somebody answered this meanwhile"):
        remembered.answer(disappearance=asked, said=said, by=by, at=at)


def test_file_that_is_not_there_is_said_and_tried_again_in_an_hour(weekly, settings, at):
    (settings.IMPORT_FOLDER / "strathbeg" / "ours.csv").unlink()
    week(at)

    weekly.refresh_from_db()
    assert weekly.latest_error.startswith("There is no file")
    assert weekly.next_at == at + timedelta(days=7, hours=1)


@pytest.mark.parametrize("place", ["../other/ours.csv", "/etc/passwd", ".hidden", "", "a/b.csv"])
def test_place_outside_the_folder_is_refused(weekly, at, place):
    with pytest.raises(Refused, match="the name of the file alone"):
        remembered.remember(
            source=Import.objects.get(),
            kind="folder",
            place=place,
            every_days=1,
            by=PersonFactory(),
            at=at,
        )


def test_list_that_rests_is_read_no_more(weekly, put, at):
    remembered.forget(remembered=weekly, by=PersonFactory(), at=at)
    put(1)

    assert week(at) == 0


def test_list_at_an_address_is_read_from_there(weekly, web, at):
    address = "https://lists.example/ours.csv"
    RememberedList.objects.update(kind="address", place=address)
    web.page(address, listed(*range(42)), kind="text/csv")
    assert week(at) == 1
    assert Account.objects.count() == 42

    web.page(address, "gone", status=404)
    week(at, 2)
    weekly.refresh_from_db()
    assert weekly.latest_error
    assert Account.objects.count() == 42
