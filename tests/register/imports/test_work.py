"""The long part: whoever is killed, the next goes on; others hardly wait."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction

from mercat.audit.models import Event
from mercat.register import imports
from mercat.register.imports import actions, applying, work
from mercat.register.models import Account, Import, ImportRow, Publication
from tests.factories import OrganisationFactory


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    kept = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}


@pytest.fixture
def small_steps(monkeypatch):
    monkeypatch.setattr(work, "ONE_GO", 10)
    monkeypatch.setattr(work, "SHORT", 0)
    monkeypatch.setattr(work, "CHUNK", 10)


def listed(rows):
    lines = (
        "x.com/Strath0\n" if n % 20 == 19 else f"x.com/Strath{n},Name {n},Team {n % 3}\n"
        for n in range(rows)
    )
    return ("URL,Name,Department\n" + "".join(lines)).encode()


@pytest.fixture
def source(db, at):
    organisation = OrganisationFactory(verified=True)
    return actions.start(
        organisation=organisation, content=listed(95), name="list.csv", by=None, at=at
    )


def killed_after(steps, source, at):
    """As many steps as that, and the process is gone."""
    taken = work._steps(Import.objects.get(pk=source.pk), at)
    assert [next(taken) for _ in range(steps)] == [True] * steps


def test_killed_in_any_step_the_next_worker_goes_on(source, at, small_steps):
    actions.read(source=source)
    for _ in range(3):
        killed_after(3, source, at)
    imports.advance(at=at)
    source.refresh_from_db()
    assert (source.state, source.counts) == ("read", {"new": 91, "duplicate": 4})
    assert list(source.rows.order_by("number").values_list("number", flat=True)) == [*range(1, 96)]

    actions.apply(source=source, by=None, at=at)
    for _ in range(3):
        killed_after(2, source, at)
        source.refresh_from_db()
        assert Event.objects.count() == 0
    assert Account.objects.count() == Publication.objects.count() == 57
    imports.advance(at=at + timedelta(hours=1))
    source.refresh_from_db()
    assert (source.state, Account.objects.count(), Event.objects.count()) == ("applied", 91, 1)
    assert set(Account.objects.values_list("created_at", flat=True)) == {at}

    actions.undo(source=source, by=None, at=at)
    killed_after(3, source, at)
    assert Account.objects.count() == 62
    imports.advance(at=at)
    source.refresh_from_db()
    assert (source.state, Account.objects.count()) == ("undone", 0)
    assert Publication.objects.count() == 0


def test_two_workers_do_each_step_once(source, at, small_steps):
    actions.read(source=source)
    one, other = (work._steps(Import.objects.get(pk=source.pk), at) for _ in range(2))

    assert [next(one), next(other), next(one)] == [True, False, True]
    imports.advance(at=at)
    assert ImportRow.objects.count() == 95


def test_chunk_that_fails_leaves_nothing_of_itself(source, at, small_steps, monkeypatch):
    actions.read(source=source)
    imports.advance(at=at)
    source.refresh_from_db()
    actions.apply(source=source, by=None, at=at)
    monkeypatch.setattr(applying, "_publish", lambda *_, **__: 1 / 0)
    imports.advance(at=at)

    source.refresh_from_db()
    assert (source.state, source.progress, Account.objects.count()) == ("applying", 0, 0)


def test_file_that_breaks_off_goes_back_to_its_keeper_with_the_reason(db, at):
    content = b"URL,Name\n" + b"x.com/StrathA,Parks\n" * 70 + b'x.com/StrathB,"Roads\n'
    source = actions.start(
        organisation=OrganisationFactory(), content=content, name="a.csv", by=None, at=at
    )
    actions.read(source=source)
    imports.advance(at=at)

    source.refresh_from_db()
    assert (source.state, source.rows.count()) == ("started", 0)
    assert source.error.startswith("A quotation mark near line 72 is never closed.")


def test_file_that_is_gone_is_said(source, at):
    from django.core.files.storage import default_storage

    actions.read(source=source)
    default_storage.delete(source.file)
    imports.advance(at=at)

    source.refresh_from_db()
    assert (source.state, source.error) == (
        "started",
        "The file is no longer here. Upload it again.",
    )


def test_publication_of_an_import_is_that_of_any_other_account(source, at):
    """The statement that publishes many says what `publish` says of one."""
    from mercat.register.actions import publish

    actions.read(source=source)
    imports.advance(at=at)
    source.refresh_from_db()
    actions.apply(source=source, by=None, at=at)
    imports.advance(at=at)
    before = list(Publication.objects.order_by("pk").values())

    with transaction.atomic():
        for account in Account.objects.select_related("department"):
            publish(account=account, at=at)

    assert list(Publication.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("vendor", "took", "more", "many", "slept"),
    [
        ("sqlite", 0.1, True, 2_500, [work.SHORT]),
        ("sqlite", 0.3, True, 2_500, [work.LONG]),
        ("sqlite", 1.0, True, 625, [work.LONG]),
        ("sqlite", 1.0, False, 1_250, []),
        ("postgresql", 1.0, True, 1_250, []),
    ],
)
def test_transaction_that_took_long_is_followed_by_a_smaller_one(
    monkeypatch, vendor, took, more, many, slept
):
    pauses = []
    monkeypatch.setattr(work.time, "sleep", pauses.append)
    monkeypatch.setattr(work.time, "monotonic", lambda: 10.0 + took)
    monkeypatch.setattr(work, "connection", SimpleNamespace(vendor=vendor))

    assert work._let_others_write(1_250, 10.0, more=more) == many
    assert pauses == slept
