"""Write what was judged: a few statements for any number of rows, in one transaction."""

from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from mercat.audit import actions as audit
from mercat.organisations.models import Department, Organisation
from mercat.people.models import Person
from mercat.register import actions
from mercat.register.imports.judging import (
    LANGUAGE,
    Judgement,
    Known,
    Outcome,
    differences,
    name_of,
)
from mercat.register.imports.report import Report
from mercat.register.lifecycle import Status
from mercat.register.models import Account, Import, ImportedAccount

CHUNK = 1000


def known_of(organisation: Organisation, *, lock: bool = False) -> Known:
    """Two queries, whatever the size of the file."""
    accounts = Account.objects.filter(organisation=organisation).select_related("department")
    if lock:  # of two imports for one organisation, the second waits here
        Organisation.objects.select_for_update().get(pk=organisation.pk)
    departments = Department.objects.filter(organisation=organisation).order_by("-pk")
    return Known(
        accounts={(each.platform, each.key): each for each in accounts},
        departments={
            name.casefold(): each for each in departments for name in each.name.values() if name
        },
    )


def apply(
    report: Report,
    known: Known,
    *,
    organisation: Organisation,
    file_sha256: str,
    by: Person | None,
    at: datetime,
) -> str:
    """Returns the name of the report's private file."""
    new, changed = report.of(Outcome.NEW), report.of(Outcome.CHANGED)
    added = _add_departments([*new, *changed], known, organisation)
    before = [_as_it_was(each, known) for each in changed]
    for each in changed:
        _change(each, known)
    accounts = [_recorded(each, known, organisation, at=at) for each in new]
    Account.objects.bulk_create(accounts, batch_size=CHUNK)
    old = [each.account for each in changed if each.account]
    Account.objects.bulk_update(old, ["name", "department", "purpose"], batch_size=CHUNK)
    actions.publish_all(accounts=[*accounts, *old], at=at)
    made = Import.objects.create(
        organisation=organisation,
        file_sha256=file_sha256,
        report_sha256=report.sha256,
        counts=report.counts,
        created_at=at,
    )
    was = [*({} for _ in new), *before]
    _remember(made, zip([*accounts, *old], [*new, *changed], was, strict=True))
    kept_as = default_storage.save(
        f"imports/{made.public_id}.json", ContentFile(report.text.encode())
    )
    audit.record(
        "register.import.applied",
        subject=made,
        organisation=organisation,
        by=by,
        at=at,
        facts={
            "file_sha256": file_sha256,
            "report_sha256": report.sha256,
            "counts": report.counts,
            "departments": [each.public_id for each in added],
        },
    )
    return kept_as


def _add_departments(
    judged: list[Judgement], known: Known, organisation: Organisation
) -> list[Department]:
    names = {each.row.department.casefold(): each.row.department for each in reversed(judged)}
    missing = [
        Department(organisation=organisation, name={LANGUAGE: name})
        for key, name in sorted(names.items())
        if name and key not in known.departments
    ]
    Department.objects.bulk_create(missing, batch_size=CHUNK)
    known.departments.update({str(each.name[LANGUAGE]).casefold(): each for each in missing})
    return missing


def _as_it_was(judged: Judgement, known: Known) -> dict[str, object]:
    account = judged.account
    if account is None:
        return {}
    was = {"name": account.name, "department": account.department_id, "purpose": account.purpose}
    return {field: was[field] for field in differences(judged.row, account, known)}


def _change(judged: Judgement, known: Known) -> None:
    row, account = judged.row, judged.account
    if account is None:
        return
    account.name = row.name or account.name
    if row.department:
        account.department = known.departments[row.department.casefold()]
    if row.purpose:
        account.purpose = {**account.purpose, LANGUAGE: row.purpose}


def _recorded(
    judged: Judgement, known: Known, organisation: Organisation, *, at: datetime
) -> Account:
    """In use, without a passport, and confirmed by nobody yet."""
    row, found = judged.row, judged.recognised
    if found is None:
        raise ValueError("a new row was recognised")
    return Account(
        organisation=organisation,
        platform=found.platform,
        key=found.key,
        handle=found.handle,
        url=found.url,
        kind=found.kind,
        name=name_of(row, found),
        department=known.departments.get(row.department.casefold()),
        purpose=row.purpose,
        status=Status.ACTIVE,
        since=organisation.day(at),
        created_at=at,
    )


def _remember(
    made: Import, touched: Iterable[tuple[Account, Judgement, dict[str, object]]]
) -> None:
    ImportedAccount.objects.bulk_create(
        [
            ImportedAccount(
                source=made,
                account=account,
                row=judged.row.number,
                outcome=judged.outcome,
                before=before,
            )
            for account, judged, before in touched
        ],
        batch_size=CHUNK,
    )
