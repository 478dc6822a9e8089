"""Undo takes an import back to the byte, or says whose work it would lose."""

from datetime import timedelta

import pytest

from mercat.audit import queries as audit
from mercat.audit.models import Event
from mercat.common.refusals import Refused
from mercat.organisations.models import Department
from mercat.register import actions as register
from mercat.register import imports
from mercat.register.imports import actions, work
from mercat.register.lifecycle import Status
from mercat.register.models import Account, Custodian, Import, ImportedAccount, Publication
from tests.factories import AccountFactory, DepartmentFactory, OrganisationFactory, PersonFactory

FILE = (
    b"URL,Name,Department,Description\n"
    b"facebook.com/StrathLibs,Libraries,Culture,Opening hours\n"
    b"x.com/StrathParks,Parks,Places,Paths\n"
    b"nowhere.example,,,\n"
)


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    kept = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}


@pytest.fixture
def organisation(db, at):
    """With one account that the file changes and one that it does not name."""
    organisation = OrganisationFactory(slug="strathbeg", name="Strathbeg Council", verified=True)
    libraries = DepartmentFactory(organisation=organisation, name="Libraries")
    changed = AccountFactory(
        organisation=organisation,
        handle="strathlibs",
        name="Old name",
        department=libraries,
        purpose={"en": "Books", "cy": "Llyfrau"},
    )
    register.publish(account=changed, at=at - timedelta(days=9))
    AccountFactory(organisation=organisation, handle="Other")
    return organisation


@pytest.fixture
def entered(organisation, at):
    imports.apply(FILE, organisation=organisation, by=None, at=at)
    return Import.objects.get()


def everything():
    return [
        list(model.objects.order_by("pk").values()) for model in (Account, Publication, Department)
    ]


def undo(source, at):
    actions.undo(source=source, by=PersonFactory(), at=at)
    imports.advance(at=at)
    source.refresh_from_db()


@pytest.mark.parametrize("one_go", [20_000, 1])
def test_undo_restores_every_byte(organisation, at, monkeypatch, one_go):
    monkeypatch.setattr(work, "ONE_GO", one_go)
    monkeypatch.setattr(work, "SHORT", 0)
    monkeypatch.setattr(work, "CHUNK", 1 if one_go == 1 else 5_000)
    before = everything()
    imports.apply(FILE, organisation=organisation, by=None, at=at)
    source = Import.objects.get()
    assert everything() != before

    undo(source, at + timedelta(hours=1))

    assert everything() == before
    assert (source.state, source.undone_at) == ("undone", at + timedelta(hours=1))
    assert [event.verb for event in Event.objects.order_by("sequence")] == [
        "register.import.applied",
        "register.import.undone",
    ]
    assert list(audit.faults()) == []


def test_what_was_undone_is_applied_again_and_undone_again(entered, at):
    after = Account.objects.order_by("name").values_list("name", "purpose")
    entered_first = list(after)
    undo(entered, at)
    source = actions.read(source=entered)
    imports.advance(at=at)
    source.refresh_from_db()
    actions.apply(source=source, by=None, at=at)
    imports.advance(at=at)
    source.refresh_from_db()

    assert list(after) == entered_first
    assert ImportedAccount.objects.filter(source=source).count() == 2
    undo(source, at)
    assert source.state == "undone"


def refusal(source, at):
    before = everything()
    with pytest.raises(Refused) as refused:
        actions.undo(source=source, by=PersonFactory(), at=at)
    assert everything() == before
    return refused.value.sentence


def test_undo_is_refused_when_somebody_worked_on_an_account_since(entered, at):
    account = Account.objects.get(name="Parks")
    register.set_status(account=account, status=Status.PAUSED, since=at.date(), by=None, at=at)

    assert refusal(entered, at) == (
        "This import can no longer be undone: Parks changed since. "
        "Change those accounts on their own pages."
    )


def test_undo_is_refused_when_somebody_looks_after_an_account_by_now(entered, at):
    account = Account.objects.get(name="Parks")
    Custodian.objects.create(account=account, person=PersonFactory(), level="owner", since=at)

    assert "Parks changed since" in refusal(entered, at)


@pytest.mark.parametrize("name", ["Parks", "Libraries"])
def test_undo_is_refused_when_a_value_is_no_longer_what_was_entered(entered, at, name):
    Account.objects.filter(name=name).update(audience={"en": "Everybody"})

    assert f"{name} changed since" in refusal(entered, at)


def test_undo_is_refused_when_a_later_import_changed_the_same(entered, organisation, at):
    later = FILE.replace(b"Paths", b"Paths and trees")
    imports.apply(later, organisation=organisation, by=None, at=at + timedelta(days=1))

    assert "Parks changed since" in refusal(entered, at)


def test_what_changes_between_the_question_and_the_worker_is_refused_by_the_worker(entered, at):
    actions.undo(source=entered, by=PersonFactory(), at=at)
    Account.objects.filter(name="Parks").update(name="Green places")
    before = everything()
    imports.advance(at=at)

    entered.refresh_from_db()
    assert (entered.state, everything()) == ("applied", before)
    assert "Parks changed since" in entered.error


def test_department_that_is_used_by_now_stays(entered, at):
    DepartmentFactory(
        organisation=entered.organisation,
        name="Paths",
        parent=Department.objects.get(name__en="Places"),
    )
    undo(entered, at)

    assert sorted(map(str, Department.objects.all())) == ["Libraries", "Paths", "Places"]
