from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from mercat.audit import actions as audit
from mercat.common.uploads import Checked
from mercat.files import queries
from mercat.files.models import StoredFile
from mercat.organisations.models import Membership, Organisation
from mercat.people.models import Person

WAITS = timedelta(days=1)


def store(*, checked: Checked, by: Membership, at: datetime) -> StoredFile:
    """Keep what was checked. It belongs to nothing until its owner calls `attach`."""
    return _store(checked, by.organisation, by=by.person, at=at)


def store_given(*, checked: Checked, organisation: Organisation, at: datetime) -> StoredFile:
    """As `store`, of somebody who is nobody here. Only with a form that is right as a whole."""
    return _store(checked, organisation, by=None, at=at)


@transaction.atomic
def _store(
    checked: Checked, organisation: Organisation, *, by: Person | None, at: datetime
) -> StoredFile:
    stored = StoredFile(
        organisation=organisation,
        name=checked.name,
        kind=checked.kind.key,
        size=len(checked.content),
        sha256=checked.sha256,
        stored_by=by,
        stored_at=at,
    )
    # The content first: a row never names what is not there. What no row names goes at night.
    kept = default_storage.save(stored.path, ContentFile(checked.content))
    if kept != stored.path:
        raise RuntimeError("two files have one name")
    stored.save(force_insert=True)
    _record("stored", stored, by=by, at=at)
    return stored


def attach(*, stored: StoredFile, at: datetime) -> StoredFile:
    """Its owner has it now. Inside the owner's transaction, whose event names it."""
    stored.attached_at = at
    stored.save(update_fields=["attached_at"])
    return stored


@transaction.atomic
def remove(*, stored: StoredFile, by: Person | None, at: datetime) -> None:
    """The row with this transaction, the content once that holds."""
    path = stored.path
    _record("removed", stored, by=by, at=at)
    stored.delete()
    transaction.on_commit(lambda: default_storage.delete(path))


def remove_unattached(*, at: datetime) -> int:
    """Every night: what was never saved with its form, what lost its owner, content without a row.

    Whoever destroys an owner need not think of its files.
    """
    before = at - WAITS
    removed = 0
    for found in (queries.unattached_before(before), queries.left_behind(before=before)):
        removed += sum(_remove_if_still(found, stored.pk, at=at) for stored in found)
    return removed + _delete(queries.contents_without_a_row(before=before))


@transaction.atomic
def _remove_if_still(found: QuerySet[StoredFile], key: int, *, at: datetime) -> bool:
    if locked := found.select_for_update(of=("self",)).filter(pk=key).first():
        remove(stored=locked, by=None, at=at)
    return locked is not None


def _delete(paths: Iterable[str]) -> int:
    deleted = 0
    for path in paths:
        default_storage.delete(path)
        deleted += 1
    return deleted


def _record(verb: str, stored: StoredFile, *, by: Person | None, at: datetime) -> None:
    audit.record(
        f"files.file.{verb}",
        subject=stored,
        organisation=stored.organisation,
        by=by,
        at=at,
        facts={"sha256": stored.sha256, "size": stored.size, "kind": stored.kind},
        words={"name": stored.name},
    )
