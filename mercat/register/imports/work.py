"""The long part of an import, in steps that are each kept: whoever is killed, the next goes on.

What takes long is done outside the transactions, so that no other writer waits for it.
"""

import logging
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils.translation import gettext

from mercat.audit import actions as audit
from mercat.common.lifecycle import check_move
from mercat.common.refusals import Refused
from mercat.organisations.models import Department, Organisation
from mercat.register.imports import applying, judging, remembered, undoing
from mercat.register.imports.columns import Columns
from mercat.register.imports.judging import Judgement, Outcome, Register
from mercat.register.imports.keeping import CHUNK, content_of
from mercat.register.imports.reading import Wish, open_
from mercat.register.imports.report import Report, file_name
from mercat.register.imports.rows import Row, rows_of
from mercat.register.imports.staging import stage
from mercat.register.lifecycle import IMPORT_MOVES, WORKING, ImportState
from mercat.register.models import Import

log = logging.getLogger("mercat.register.imports")
ONE_GO = 2_500  # rows written in one transaction: on SQLite every other writer waits for it
# Who waits for SQLite looks every 50 ms in the first 0.2 seconds, every 100 ms later.
QUICK, SHORT, LONG = 0.2, 0.05, 0.1
SLOW, FEWEST = 0.4, 500  # seconds that one transaction may take there, or the next is a smaller one
MOST_ROWS = 1_000_000
BROKE = "Something went wrong while we read this file. Save it as CSV and try that."
Step = Callable[[Import, datetime], bool]  # False: this worker stops here


def advance(*, at: datetime, seconds: float = 10.0) -> int:
    """Go on with what waits, for about so long. How many steps were done."""
    until = time.monotonic() + seconds
    steps = 0
    for source in Import.objects.filter(state__in=WORKING, organisation__sealed_at=None).order_by(
        "created_at", "pk"
    ):
        steps += go_on(source, at=at, until=until)
        if time.monotonic() > until:
            break
    return steps


def go_on(source: Import, *, at: datetime, until: float = float("inf")) -> int:
    steps = 0
    for done in _steps(source, at):
        steps += done
        if not done or time.monotonic() > until:
            break
    return steps


def _steps(source: Import, at: datetime) -> Iterator[bool]:
    try:
        if source.state == ImportState.READING:
            yield from _read(source, at)
        elif source.state == ImportState.APPLYING:
            yield from _apply(source)
        elif source.state == ImportState.UNDOING:
            yield from _undo(source, at)
    except Refused as refused:
        _refuse(source, refused.sentence)
    except Exception:
        log.exception("import %s stumbled", source.public_id)
        if source.state == ImportState.READING:
            _refuse(source, BROKE)


def _read(source: Import, at: datetime) -> Iterator[bool]:
    said = source.mapping
    opened = open_(content_of(source), name=source.file_name, wish=Wish(**said["wish"]))
    rows = islice(rows_of(opened, Columns.from_json(said["columns"])), source.progress, None)
    register = Register(source.organisation, added=dict(source.departments), seen=_seen(source))
    while chunk := list(islice(rows, CHUNK)):
        if source.progress + len(chunk) > MOST_ROWS:
            raise Refused(gettext("This file has more than a million rows. Divide it."))
        yield _keep(source, judged_of(chunk, register), register)
    if not source.progress:
        raise Refused(gettext("This file has no rows."))
    yield _move(source, "finish_reading", ImportState.READ)
    remembered.settle(source, at=at)


def judged_of(rows: list[Row], register: Register) -> list[Judgement]:
    return list(judging.judge(judging.read(rows), register))


def _seen(source: Import) -> dict[tuple[str, str], int]:
    """Which account stood in which row, of those that were read before."""
    if not source.progress:
        return {}
    first = source.rows.exclude(key="").exclude(outcome=Outcome.DUPLICATE)
    places = first.values_list("platform", "key", "number").iterator(chunk_size=5000)
    return {(platform, key): number for platform, key, number in places}


@transaction.atomic
def _keep(source: Import, judged: list[Judgement], register: Register) -> bool:
    if not _is_mine(source):
        return False
    stage(judged, source=source, register=register)
    for each in judged:
        source.counts[each.outcome] = source.counts.get(each.outcome, 0) + 1
    source.progress += len(judged)
    source.departments = register.added
    source.save(update_fields=["counts", "progress", "departments"])
    return True


def _is_mine(source: Import) -> bool:
    """Lock it. False where another worker, or its keeper, was here meanwhile."""
    now = Import.objects.select_for_update().filter(pk=source.pk).first()
    if now is None:
        return False
    was = (source.state, source.progress, source.mapping)
    return (now.state, now.progress, now.mapping) == was


@transaction.atomic
def _move(source: Import, action: str, new: ImportState, **fields: Any) -> bool:
    check_move(IMPORT_MOVES, action=action, old=source.state, new=new)
    if not _is_mine(source):
        return False
    for name, value in {**fields, "state": new, "progress": 0}.items():
        setattr(source, name, value)
    source.save()
    return True


def _refuse(source: Import, sentence: str) -> None:
    """Back to where its keeper can do something about it, with the reason."""
    if source.state == ImportState.UNDOING:
        _move(source, "keep", ImportState.APPLIED, error=sentence[:300])
    elif _move(source, "refuse", ImportState.STARTED, error=sentence[:300], counts={}):
        source.rows.all().delete()


def _apply(source: Import) -> Iterator[bool]:
    total, many = source.rows_read, ONE_GO
    while source.state == ImportState.APPLYING:
        to = min(source.progress + many, total)
        report = Report.of_import(source) if to == total else None
        start = time.monotonic()
        yield _write(source, to, report)
        many = _let_others_write(many, start, more=source.state == ImportState.APPLYING)


def _let_others_write(many: int, start: float, *, more: bool) -> int:
    """A pause on SQLite, which has no queue; how many rows the next transaction may have."""
    if connection.vendor != "sqlite" or not more:
        return many
    took = time.monotonic() - start
    time.sleep(SHORT if took < QUICK else LONG)
    return min(ONE_GO, max(many // 2, FEWEST) if took > SLOW else many * 2)


@transaction.atomic
def _write(source: Import, to: int, report: Report | None) -> bool:
    """`report` is drawn before the transaction; only a row that was overtaken draws it again."""
    # Of two imports for one organisation, the second waits here.
    Organisation.objects.select_for_update().get(pk=source.organisation_id)
    if not _is_mine(source):
        return False
    at = source.applied_at or source.created_at
    as_foreseen = applying.write(source, after=source.progress, to=to, at=at)
    source.progress = to
    source.save(update_fields=["progress"])
    if report is not None:
        _finish(source, report if as_foreseen else Report.of_import(source), at=at)
    return True


def _finish(source: Import, report: Report, *, at: datetime) -> None:
    default_storage.delete(file_name(source))
    default_storage.save(file_name(source), ContentFile(report.text.encode()))
    source.state, source.progress, source.error = ImportState.APPLIED, 0, ""
    source.counts, source.report_sha256 = report.counts, report.sha256
    source.save()
    remembered.propose(source)
    added = Department.objects.filter(public_id__in=source.departments).order_by("public_id")
    audit.record(
        "register.import.applied",
        subject=source,
        organisation=source.organisation,
        by=source.by,
        at=at,
        facts={
            "file_sha256": source.file_sha256,
            "report_sha256": source.report_sha256,
            "counts": source.counts,
            "departments": list(added.values_list("public_id", flat=True)),
        },
    )


def _undo(source: Import, at: datetime) -> Iterator[bool]:
    if not source.progress:
        undoing.check_is_as_entered(source)
    total, many = source.rows_read, ONE_GO
    while source.state == ImportState.UNDOING:
        to = min(source.progress + many, total)
        kept = set(undoing.changed_since(source, after=source.progress, to=to))
        start = time.monotonic()
        yield _take_back(source, to, kept, is_last=to == total, at=at)
        many = _let_others_write(many, start, more=source.state == ImportState.UNDOING)


@transaction.atomic
def _take_back(source: Import, to: int, kept: set[int], *, is_last: bool, at: datetime) -> bool:
    Organisation.objects.select_for_update().get(pk=source.organisation_id)
    if not _is_mine(source):
        return False
    undoing.take_back(source, after=source.progress, to=to, kept=kept, at=at)
    source.progress = to
    if is_last:
        undoing.remove_departments(source)
        source.state, source.progress, source.undone_at = ImportState.UNDONE, 0, at
    source.save()
    if is_last:
        audit.record(
            "register.import.undone",
            subject=source,
            organisation=source.organisation,
            by=source.by,
            at=at,
            facts={"report_sha256": source.report_sha256},
        )
    return True
