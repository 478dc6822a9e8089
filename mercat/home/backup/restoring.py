import json
from dataclasses import dataclass
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, Error, transaction

from mercat.audit import queries as audit
from mercat.audit import triggers
from mercat.common.refusals import Refused
from mercat.home.backup import files, pack, tables, versions
from mercat.home.backup.pack import DAMAGE, Pack, Part, damaged

USING = DEFAULT_DB_ALIAS


@dataclass(frozen=True, slots=True)
class Restored:
    rows: int
    files: int
    made_at: str
    warnings: tuple[str, ...]


def restore(file: Path, *, force: bool) -> Restored:
    """All of it or nothing: until the last moment, what was there is still there."""
    with pack.opened(file) as backup:
        backup.check()
        versions.check_can_restore(backup.about, using=USING)
        _check_fits(backup)
        differing = _restore_rows(backup, force=force)
        # The rows are in. Only now may a file that was here give way.
        for part in differing:
            files.put(_file_name(part), backup.blocks(part))
        if force:
            _remove_others(backup)
        return Restored(
            rows=sum(part.rows for part in _tables(backup)),
            files=len(_files(backup)),
            made_at=backup.about["made_at"],
            warnings=tuple(_warnings(backup)),
        )


def _tables(backup: Pack) -> list[Part]:
    return [part for part in backup.parts if part.name.startswith("tables/")]


def _files(backup: Pack) -> list[Part]:
    return [part for part in backup.parts if part.name.startswith("files/")]


def _file_name(part: Part) -> str:
    return part.name.removeprefix("files/")


def _check_fits(backup: Pack) -> None:
    """An older backup goes in as long as what is new here has a default."""
    models = {f"tables/{model._meta.label_lower}": model for model in tables.kept()}
    for part in _tables(backup):
        first = next(backup.lines(part), None)
        if first is None:
            continue
        model = models.get(part.name)
        if model is None or tables.unfit(model, set(json.loads(first))):
            raise Refused(
                f"{part.name} has another form here. Restore this backup with Mercat "
                f"{backup.about['mercat']}, then bring that up to date."
            )


def _restore_rows(backup: Pack, *, force: bool) -> list[Part]:
    """Returns the files that are here with other content."""
    try:
        with transaction.atomic(using=USING):
            _make_room(force=force)
            _load(backup)
            triggers.restore(using=USING)
            return _put_missing_files(backup)
    except DAMAGE as error:
        raise Refused(f"This backup could not be read: {error}. Nothing was restored.") from error
    except Error as error:
        raise Refused(f"The database refused the rows: {error}. Nothing was restored.") from error


def _make_room(*, force: bool) -> None:
    filled = tables.filled(using=USING)
    if not filled:
        return
    if not force:
        raise Refused(
            f"This database is not empty ({', '.join(filled[:3])}). "
            "To replace all that is in it, say --force."
        )
    triggers.lift(using=USING)
    tables.empty(using=USING)


def _load(backup: Pack) -> None:
    parts = {part.name: part for part in _tables(backup)}
    for model in tables.kept():
        part = parts.get(f"tables/{model._meta.label_lower}")
        if part and tables.load(model, backup.lines(part), using=USING) != part.rows:
            raise Refused(damaged(part.name))
    tables.check_whole(using=USING)


def _put_missing_files(backup: Pack) -> list[Part]:
    differing = []
    for part in _files(backup):
        name = _file_name(part)
        if not files.exists(name):
            files.put(name, backup.blocks(part))
        elif not files.is_as(name, part.sha256):
            differing.append(part)
    return differing


def _remove_others(backup: Pack) -> None:
    kept = {_file_name(part) for part in _files(backup)}
    for name in [name for name in files.names() if name not in kept]:
        files.remove(name)


def _warnings(backup: Pack) -> list[str]:
    found = [f"The audit record does not hold: {fault}." for fault in audit.faults()]
    if backup.about["key"] != versions.key_fingerprint():
        found.append(
            "The secret key here is not the one of the backup: what was sealed with that one, "
            f"{backup.about['sealed_mail']} waiting mails with a code among it, cannot be read."
        )
    return found
