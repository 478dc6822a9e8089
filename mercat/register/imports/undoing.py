"""Take an import back: what it entered goes, what it changed is as it was. To the byte."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils.translation import gettext as _

from mercat.audit.models import Event
from mercat.common.refusals import Refused
from mercat.organisations.models import Department
from mercat.register.actions.publishing import record
from mercat.register.imports.judging import Outcome
from mercat.register.lifecycle import BulkState, ImportState, PublicKind, Status
from mercat.register.models import (
    Account,
    Alias,
    BulkRow,
    Disappearance,
    Import,
    ImportedAccount,
    ImportRow,
    Publication,
    PublicChange,
)

WRITTEN = ("name", "department", "purpose", "audience", "key", "handle", "url", "kind")
OURS = (Publication, ImportedAccount, ImportRow, Disappearance, BulkRow)
MOST_NAMED = 5
STEP = 2000


def check_is_as_entered(source: Import) -> None:
    """Refused with the names of those that somebody worked on since; nothing is undone then."""
    names = list(dict.fromkeys(changed_since(source, after=0, to=source.rows_read).values()))
    if not names:
        return
    shown = ", ".join(names[:MOST_NAMED])
    more = (
        _(" and {count} more").format(count=len(names) - MOST_NAMED)
        if len(names) > MOST_NAMED
        else ""
    )
    raise Refused(
        _(
            "This import can no longer be undone: {shown}{more} changed since. Change those "
            "accounts on their own pages."
        ).format(shown=shown, more=more)
    )


def changed_since(source: Import, *, after: int, to: int) -> dict[int, str]:
    """Of those rows, the ones whose account is not as the import left it, by its name."""
    worked_on = worked_on_since(source, after=after, to=to)
    return worked_on | dict(_with_other_values(source, after, to))


def worked_on_since(source: Import, *, after: int, to: int) -> dict[int, str]:
    """The same by a few statements: all that leaves a trace elsewhere."""
    ours = ImportedAccount.objects.filter(source=source, row__gt=after, row__lte=to)
    found: dict[int, str] = {}
    for some in (_with_events(source, ours), *_related(source, ours)):
        found |= dict(some.values_list("row", "account__name"))
    return found


def _related(
    source: Import, ours: QuerySet[ImportedAccount]
) -> Iterator[QuerySet[ImportedAccount]]:
    """A later import changed it, or something hangs on what was new."""
    later = ImportedAccount.objects.filter(
        account=OuterRef("account"), source__applied_at__gt=source.applied_at
    ).exclude(source__state=ImportState.UNDONE)
    yield ours.filter(Exists(later))
    together = BulkRow.objects.filter(account=OuterRef("account"), bulk__state=BulkState.APPLIED)
    later_too = together.filter(outcome="change", bulk__applied_at__gt=source.applied_at)
    yield ours.filter(Exists(later_too))
    for relation in Account._meta.related_objects:
        if relation.related_model not in OURS:
            things = relation.related_model._default_manager
            hanging = things.filter(**{relation.field.name: OuterRef("account")})
            yield ours.filter(Exists(hanging), outcome=Outcome.NEW)


def _with_events(source: Import, ours: QuerySet[ImportedAccount]) -> QuerySet[ImportedAccount]:
    """A later event speaks of it: everything that people do leaves one."""
    events = Event.objects.filter(organisation_id=source.organisation.public_id)
    applied = events.filter(verb="register.import.applied", subject_id=source.public_id)
    since = applied.order_by("-sequence").values_list("sequence", flat=True).first()
    later = events.filter(subject_kind=Account._meta.label_lower, sequence__gt=since or 0)
    return ours.filter(Exists(later.filter(subject_id=OuterRef("account__public_id"))))


def _with_other_values(source: Import, after: int, to: int) -> Iterator[tuple[int, str]]:
    """What stands there is not what the import wrote, or stands there no more."""
    departments = Department.objects.filter(organisation=source.organisation_id)
    ids = dict(departments.values_list("public_id", "pk"))
    defaults = _defaults()
    written = source.rows.filter(taken=True, outcome__in=[Outcome.NEW, Outcome.CHANGED])
    for start in range(after, to, STEP):
        rows = list(written.filter(number__gt=start, number__lte=min(start + STEP, to)))
        accounts = _accounts_of(rows)
        for row in rows:
            account = accounts.get(row.account_id_new or row.account_id)
            if account is None or _differs(account, row, source, ids, defaults):
                yield row.number, row.name


def _accounts_of(rows: list[ImportRow]) -> dict[Any, Account]:
    new = [row.account_id_new for row in rows if row.account_id_new]
    old = [row.account_id for row in rows if row.account_id and not row.account_id_new]
    found: dict[Any, Account] = Account.objects.in_bulk(new, field_name="public_id")
    return {**found, **Account.objects.in_bulk(old)}


def _differs(
    account: Account,
    row: ImportRow,
    source: Import,
    departments: dict[str, int],
    defaults: dict[str, Any],
) -> bool:
    wrote: dict[str, Any] = {name: getattr(row, name) for name in WRITTEN}
    wrote["department_id"] = departments.get(wrote.pop("department"))
    if row.outcome == Outcome.NEW and source.applied_at:
        entered = _entered(source, source.applied_at)
        wrote = {**defaults, **wrote, **entered, "platform": row.platform}
    return any(getattr(account, name) != value for name, value in wrote.items())


def _entered(source: Import, at: datetime) -> dict[str, Any]:
    return {
        "organisation_id": source.organisation_id,
        "status": Status.ACTIVE,
        "since": source.organisation.day(at),
        "created_at": at,
    }


def _defaults() -> dict[str, Any]:
    return {
        field.attname: field.to_python(field.get_default())
        for field in Account._meta.concrete_fields
        if not (field.primary_key or field.generated or field.unique)
    }


def take_back(source: Import, *, after: int, to: int, kept: set[int], at: datetime) -> None:
    """Inside the caller's transaction. What changed in the last moment is left alone."""
    kept = {*kept, *worked_on_since(source, after=after, to=to)}
    left = source.rows.filter(number__in=list(kept))
    left.update(taken=False, reason="Changed since, so undoing left it alone.")
    _remove_entered(source, after=after, to=to, at=at)
    changed = list(
        ImportedAccount.objects.filter(
            source=source, outcome=Outcome.CHANGED, row__gt=after, row__lte=to
        )
        .exclude(row__in=list(kept))
        .values_list("account_id", "before")
    )
    former = Alias.objects.filter(
        kind=Alias.Kind.FORMER, checked_at=source.applied_at or source.created_at
    )
    for start in range(0, len(changed), 500):
        former.filter(account__in=[pk for pk, _ in changed[start : start + 500]]).delete()
    _restore(Account, [_account(pk, before) for pk, before in changed])
    for start in range(0, len(changed), 500):
        some = changed[start : start + 500]
        _say_restored([pk for pk, before in some if before["publication"]], at=at)
        Publication.objects.filter(account__in=[pk for pk, _ in some]).delete()
        Publication.objects.bulk_create(
            [_publication(before["publication"]) for _, before in some if before["publication"]]
        )


def _say_restored(accounts: list[int], *, at: datetime) -> None:
    record(list(Account.objects.filter(pk__in=accounts)), PublicKind.CHANGED, at=at)


def _say_removed(accounts: str, span: list[int], *, at: datetime) -> None:
    change, account = PublicChange._meta.db_table, Account._meta.db_table
    published = Publication._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{change}" (organisation_id, account_id, kind, answer, at) '  # noqa: S608
            f"SELECT p.organisation_id, a.public_id, '{PublicKind.REMOVED.value}', p.answer, %s "
            f'FROM "{account}" a JOIN "{published}" p ON p.account_id = a.id '
            f"WHERE a.id IN ({accounts})",
            [PublicChange._meta.get_field("at").get_db_prep_save(at, connection), *span],
        )


def _remove_entered(source: Import, *, after: int, to: int, at: datetime) -> None:
    row, account = ImportRow._meta.db_table, Account._meta.db_table
    of_rows = (
        f'SELECT a.id FROM "{row}" r JOIN "{account}" a ON a.public_id = r.account_id_new '  # noqa: S608
        f"WHERE r.source_id = %s AND r.number > %s AND r.number <= %s AND r.taken "
        f"AND r.outcome = '{Outcome.NEW.value}'"
    )
    span = [source.pk, after, to]
    _say_removed(of_rows, span, at=at)
    statements = [
        f'UPDATE "{row}" SET account_id = NULL WHERE account_id IN ({of_rows})',  # noqa: S608
        *(
            f'DELETE FROM "{model._meta.db_table}" WHERE account_id IN ({of_rows})'  # noqa: S608
            for model in (Publication, ImportedAccount, Disappearance, BulkRow)
        ),
        f'DELETE FROM "{account}" WHERE id IN ({of_rows})',  # noqa: S608
    ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, span)


def _account(pk: int, before: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    was = {name: value for name, value in before.items() if name in WRITTEN}
    if "department" in was:
        named = Department.objects.filter(public_id=was.pop("department"))
        was["department_id"] = named.values_list("pk", flat=True).first()
    return pk, was


def _restore(model: type[Model], things: list[tuple[int, dict[str, Any]]]) -> None:
    """One statement a thing: each has other fields to put back."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    with connection.cursor() as cursor:
        for pk, was in things:
            sets = ", ".join(f'"{fields[name].column}" = %s' for name in was)
            values = [fields[n].get_db_prep_save(value, connection) for n, value in was.items()]
            sets += ", row_version = row_version - 1"
            cursor.execute(
                f'UPDATE "{model._meta.db_table}" SET {sets} WHERE id = %s',  # noqa: S608
                [*values, pk],
            )


def _publication(was: dict[str, Any]) -> Publication:
    fields = {field.attname: field for field in Publication._meta.concrete_fields}
    return Publication(**{name: fields[name].to_python(value) for name, value in was.items()})


def remove_departments(source: Import) -> None:
    """Those that it added and that nothing uses."""
    added = Department.objects.filter(public_id__in=source.departments)
    used: set[int] = set()
    for relation in Department._meta.related_objects:
        field = relation.field.attname
        things = relation.related_model._default_manager.filter(**{f"{field}__in": added})
        used |= set(things.values_list(field, flat=True))
    added.exclude(pk__in=used).delete()
