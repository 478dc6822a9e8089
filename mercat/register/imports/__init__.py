"""Lists of accounts from elsewhere, read, judged row by row, and entered in the register."""

import hashlib
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction

from mercat.common.refusals import Refused
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.register.imports import applying, judging
from mercat.register.imports.judging import Outcome
from mercat.register.imports.report import Report
from mercat.register.imports.rows import rows_of

__all__ = ["Outcome", "Report", "apply", "try_out"]


def try_out(content: bytes, *, organisation: Organisation, is_yaml: bool = False) -> Report:
    """What an import of this file would do. Writes nothing."""
    readings = _read(content, organisation, is_yaml=is_yaml)
    return Report(tuple(judging.judge(readings, applying.known_of(organisation))))


def apply(
    content: bytes,
    *,
    organisation: Organisation,
    is_yaml: bool = False,
    by: Person | None,
    at: datetime,
) -> Report:
    """Enter the file's accounts. Where nothing is new or changed, nothing is written at all."""
    # All that takes long comes before the transaction, so that other writers wait briefly.
    readings = _read(content, organisation, is_yaml=is_yaml)
    try:
        return _apply(readings, content, organisation=organisation, by=by, at=at)
    except IntegrityError as error:
        raise Refused("The register was changed meanwhile. Import the file again.") from error


def _read(content: bytes, organisation: Organisation, *, is_yaml: bool) -> list[judging.Reading]:
    """Where a row names the organisation itself, it names no department of it."""
    own = {organisation.slug, *(name.casefold() for name in organisation.name.values())}
    rows = rows_of(content, is_yaml=is_yaml)
    return judging.read(
        replace(row, department="") if row.department.casefold() in own else row for row in rows
    )


@transaction.atomic
def _apply(
    readings: list[judging.Reading],
    content: bytes,
    *,
    organisation: Organisation,
    by: Person | None,
    at: datetime,
) -> Report:
    known = applying.known_of(organisation, lock=True)
    report = Report(tuple(judging.judge(readings, known)))
    if not report.of(Outcome.NEW, Outcome.CHANGED):
        return report
    kept_as = applying.apply(
        report,
        known,
        organisation=organisation,
        file_sha256=hashlib.sha256(content).hexdigest(),
        by=by,
        at=at,
    )
    return Report(report.judgements, kept_as)
