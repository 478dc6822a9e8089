"""What a keeper does with a list: start, read, choose, mend, apply, undo, discard."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.platforms import Account as Recognised
from mercat.platforms import recognise
from mercat.register.imports import judging, undoing
from mercat.register.imports.columns import Columns
from mercat.register.imports.judging import WRITTEN, Judgement, Register
from mercat.register.imports.keeping import CHUNK, content_of
from mercat.register.imports.reading import Opened, Wish, open_
from mercat.register.imports.rows import Row, guessed
from mercat.register.imports.shapes import shape_of
from mercat.register.imports.staging import stage
from mercat.register.lifecycle import IMPORT_MOVES, ImportState
from mercat.register.models import Import, ImportRow


def guess(content: bytes, *, name: str, wish: Wish | None = None) -> dict[str, Any]:
    """Everything that we believe of the file, for somebody to look at."""
    opened = open_(content, name=name, wish=wish)
    return mapping_of(opened, guessed(opened), wish or Wish())


def mapping_of(opened: Opened, columns: Columns, wish: Wish) -> dict[str, Any]:
    return {
        "kind": opened.kind,
        "encoding": opened.encoding,
        "delimiter": opened.delimiter,
        "sheet": opened.sheet,
        "sheets": list(opened.sheets),
        "shape": shape_of(opened, columns),
        "wish": asdict(wish),
        "columns": columns.as_json(),
    }


def start(
    *, organisation: Organisation, content: bytes, name: str, by: Person | None, at: datetime
) -> Import:
    """Keep the file and guess what its columns say. A file that we cannot read is refused."""
    mapping = guess(content, name=name)
    source = Import(
        organisation=organisation,
        by=by,
        file_name=name[-200:],
        file_sha256=hashlib.sha256(content).hexdigest(),
        mapping=mapping,
        created_at=at,
    )
    source.file = default_storage.save(f"imports/{source.public_id}.list", ContentFile(content))
    source.save()
    return source


@transaction.atomic
def look_again(*, source: Import, wish: Wish) -> Import:
    """Another encoding, delimiter or sheet: the columns are guessed anew."""
    source = _locked(source, "read", ImportState.READING)
    source.mapping = guess(content_of(source), name=source.file_name, wish=wish)
    source.save(update_fields=["mapping"])
    return source


@transaction.atomic
def read(*, source: Import, columns: Columns | None = None) -> Import:
    """Let the worker read and judge every row; what was read before is forgotten."""
    source = _locked(source, "read", ImportState.READING)
    if columns is not None:
        source.mapping = {**source.mapping, "columns": columns.as_json()}
    source.rows.all().delete()
    source.state, source.progress, source.error = ImportState.READING, 0, ""
    source.counts, source.departments = {}, {}
    source.save()
    return source


@transaction.atomic
def choose(*, source: Import, taken: bool, numbers: Iterable[int] = (), outcome: str = "") -> int:
    """Take some rows or leave them out: by number, by outcome, or all that can be entered."""
    source = _locked(source, "apply", ImportState.APPLYING)
    rows = source.rows.filter(outcome__in=WRITTEN)
    if outcome:
        rows = rows.filter(outcome=outcome)
    chosen = list(numbers)
    if chosen:
        rows = rows.filter(number__in=chosen)
    return rows.exclude(taken=taken).update(taken=taken)


@transaction.atomic
def mend(*, source: Import, number: int, address: str) -> ImportRow:
    """Another address for one row, believed whatever the file says of its platform."""
    source = _locked(source, "apply", ImportState.APPLYING)
    old = source.rows.get(number=number)
    found = recognise(address)
    if not isinstance(found, Recognised):
        raise Refused(found.said(_))
    register = Register(source.organisation, added=dict(source.departments))
    same = source.rows.filter(platform=found.platform, key=found.key).exclude(number=number)
    earlier = same.exclude(outcome__in=judging.FOR_A_PERSON).order_by("number").first()
    if earlier is not None:
        raise Refused(_("Row {number} is this account already.").format(number=earlier.number))
    row = Row(
        number=number,
        address=address,
        name=old.name,
        department=old.department_name,
        purpose=old.purpose.get(judging.LANGUAGE, ""),
        audience=old.audience.get(judging.LANGUAGE, ""),
    )
    [judged] = judging.judge([(row, found)], register)
    _replace(source, old, judged, register)
    return source.rows.get(number=number)


def _replace(source: Import, old: ImportRow, judged: Judgement, register: Register) -> None:
    old.delete()
    stage([judged], source=source, register=register)
    source.counts[old.outcome] -= 1
    source.counts[judged.outcome.value] = source.counts.get(judged.outcome.value, 0) + 1
    source.departments = register.added
    source.save(update_fields=["counts", "departments"])


@transaction.atomic
def apply(*, source: Import, by: Person | None, at: datetime) -> Import:
    """Let the worker enter the rows that are taken."""
    source = _locked(source, "apply", ImportState.APPLYING)
    writes = source.rows.filter(taken=True, outcome__in=WRITTEN).exists()
    if not writes and source.remembered_id is None:  # of a remembered list, to ask what is missing
        raise Refused(_("No row is chosen that would enter or change anything."))
    source.state, source.progress, source.by, source.applied_at = ImportState.APPLYING, 0, by, at
    source.undone_at, source.error = None, ""
    # Of an earlier time that was undone: what is applied now writes its own.
    source.accounts.all().delete()
    source.save()
    return source


@transaction.atomic
def undo(*, source: Import, by: Person, at: datetime) -> Import:
    source = _locked(source, "undo", ImportState.UNDOING)
    if source.rows_read <= CHUNK:  # of a long list the worker says it
        undoing.check_is_as_entered(source)
    source.state, source.progress, source.by = ImportState.UNDOING, 0, by
    source.save(update_fields=["state", "progress", "by"])
    return source


@transaction.atomic
def discard(*, source: Import) -> None:
    source = _locked(source, "discard")
    source.delete()
    default_storage.delete(source.file)


def _locked(source: Import, action: str, new: ImportState | None = None) -> Import:
    source = Import.objects.select_for_update().get(pk=source.pk)
    check_move(IMPORT_MOVES, action=action, old=source.state, new=new or "")
    return source
