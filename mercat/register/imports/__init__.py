"""Lists of accounts from elsewhere, read, judged row by row, entered in the register, undone."""

from datetime import datetime
from itertools import islice

from django.utils.translation import gettext

from mercat.common.refusals import Refused
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.register.imports import actions, work
from mercat.register.imports.judging import WRITTEN, Judgement, Outcome, Register
from mercat.register.imports.keeping import CHUNK
from mercat.register.imports.reading import open_
from mercat.register.imports.report import Report
from mercat.register.imports.rows import guessed, rows_of
from mercat.register.imports.work import advance
from mercat.register.lifecycle import ImportState
from mercat.register.models import Import

__all__ = ["Outcome", "Report", "advance", "apply", "try_out"]


def try_out(content: bytes, *, organisation: Organisation, name: str = "") -> Report:
    """What an import of this file would do. Writes nothing."""
    opened = open_(content, name=name)
    rows, register = rows_of(opened, guessed(opened)), Register(organisation)
    judged: list[Judgement] = []
    while chunk := list(islice(rows, CHUNK)):
        judged += work.judged_of(chunk, register)
    if not judged:
        raise Refused(gettext("This file has no rows."))
    return Report.of_judgements(judged)


def apply(
    content: bytes,
    *,
    organisation: Organisation,
    name: str = "",
    by: Person | None,
    at: datetime,
) -> Report:
    """Read and enter it in this process. Where nothing is new or changed, nothing is kept."""
    source = actions.read(
        source=actions.start(organisation=organisation, content=content, name=name, by=by, at=at)
    )
    _until_it_rests(source, at=at)
    if source.error:
        actions.discard(source=source)
        raise Refused(source.error)
    if not any(source.counts.get(outcome) for outcome in WRITTEN):
        report = Report(Report.of_import(source).lines)
        actions.discard(source=source)
        return report
    source = actions.apply(source=source, by=by, at=at)
    _until_it_rests(source, at=at)
    return Report.of_import(source)


def _until_it_rests(source: Import, *, at: datetime) -> None:
    """A worker that runs beside may do some of the steps."""
    resting = source.state
    while source.state == resting:
        work.go_on(source, at=at)
        source.refresh_from_db()
    if source.state not in {ImportState.STARTED, ImportState.READ, ImportState.APPLIED}:
        raise Refused(gettext("Somebody else works on this import. Look at it on its page."))
