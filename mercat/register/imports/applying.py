"""Write what was judged: a few statements for any number of rows, each call one transaction."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import NOT_PROVIDED, Model, QuerySet

from mercat.organisations.models import Department
from mercat.register.imports.judging import LANGUAGE, Outcome
from mercat.register.lifecycle import ANSWERS, Answer, PublicKind, Status
from mercat.register.models import (
    Account,
    Alias,
    Import,
    ImportedAccount,
    ImportRow,
    Publication,
    PublicChange,
)

OVERTAKEN = "The register was changed after this row was judged, so it was left alone."
ROW, ACCOUNT = ImportRow._meta.db_table, Account._meta.db_table
PUBLICATION, DEPARTMENT = Publication._meta.db_table, Department._meta.db_table
RANGE = "r.source_id = %s AND r.number > %s AND r.number <= %s AND r.taken"


def write(source: Import, *, after: int, to: int, at: datetime) -> bool:
    """Rows `after` to `to` of the import. False where one of them was overtaken meanwhile."""
    rows = ImportRow.objects.filter(source=source, taken=True, number__gt=after, number__lte=to)
    if after == 0:
        _add_departments(source)
    overtaken = _leave_alone(rows, source)
    span = [source.pk, after, to]
    _insert_accounts(source, span, at=at)
    remembered = _changed(rows, source)
    _keep_former_names(rows, source, at=at)
    _update_accounts(span)
    _publish(span, at=at)
    _remember_new(span)
    ImportedAccount.objects.bulk_create(remembered, batch_size=1000)
    return not overtaken


def _add_departments(source: Import) -> None:
    needed = source.rows.filter(taken=True, outcome__in=[Outcome.NEW, Outcome.CHANGED])
    named = set(needed.exclude(department="").values_list("department", flat=True).distinct())
    there = Department.objects.filter(public_id__in=source.departments)
    missing = (named & set(source.departments)) - set(there.values_list("public_id", flat=True))
    Department.objects.bulk_create(
        [
            Department(
                public_id=each,
                organisation_id=source.organisation_id,
                name={LANGUAGE: source.departments[each]},
            )
            for each in sorted(missing)
        ],
        batch_size=1000,
    )


def _leave_alone(rows: QuerySet[ImportRow], source: Import) -> bool:
    """Rows of which the register says by now something else than when they were judged."""
    changed = rows.filter(outcome=Outcome.CHANGED)
    stale = _taken_meanwhile(rows, source)
    stale += [row.pk for row in changed.select_related("account__department") if _is_stale(row)]
    left = {"taken": False, "outcome": Outcome.CONTRADICTION, "reason": OVERTAKEN}
    many = 0
    for start in range(0, len(stale), 500):
        many += ImportRow.objects.filter(pk__in=stale[start : start + 500]).update(**left)
    return bool(many)


def _taken_meanwhile(rows: QuerySet[ImportRow], source: Import) -> list[int]:
    """Asked by platform and key: a join here is slow on a PostgreSQL that has not counted yet."""
    places: dict[str, dict[str, int]] = {}
    new = rows.filter(outcome=Outcome.NEW).values_list("platform", "key", "pk")
    for platform, key, pk in new:
        places.setdefault(platform, {})[key] = pk
    ours = Account.objects.filter(organisation=source.organisation_id)
    return [
        keys[there]
        for platform, keys in places.items()
        for there in ours.filter(platform=platform, key__in=list(keys)).values_list(
            "key", flat=True
        )
    ]


def _is_stale(row: ImportRow) -> bool:
    account = row.account
    if account is None:
        return True
    now = {**vars(account), "department": account.department and account.department.public_id}
    return any(now[name] != was for name, was in row.before.items())


def _insert(model: type[Model], given: dict[str, str], rest: str, params: list[Any]) -> None:
    """INSERT … SELECT: columns that are not given take the default of their field."""
    names, values, defaults = [], [], []
    for field in model._meta.concrete_fields:
        if field.attname in given:
            values.append(given[field.attname])
        elif field.primary_key or field.generated or field.db_default is not NOT_PROVIDED:
            continue
        else:
            values.append("%s")
            defaults.append(field.get_db_prep_save(field.get_default(), connection))
        names.append(f'"{field.column}"')
    into = f'INSERT INTO "{model._meta.db_table}" ({", ".join(names)})'
    with connection.cursor() as cursor:
        cursor.execute(f"{into} SELECT {', '.join(values)} {rest}", [*defaults, *params])


def _insert_accounts(source: Import, span: list[int], *, at: datetime) -> None:
    """In use, without a passport, and confirmed by nobody yet."""
    since = source.organisation.day(at)
    given = {
        **{name: f"r.{name}" for name in ("platform", "key", "handle", "url", "kind", "name")},
        **{name: f"r.{name}" for name in ("purpose", "audience")},
        "public_id": "r.account_id_new",
        "organisation_id": str(int(source.organisation_id)),
        "department_id": "d.id",
        "status": f"'{Status.ACTIVE.value}'",
        "since": _literal(Account, "since", since),
        "created_at": _literal(Account, "created_at", at),
    }
    joined = f'FROM "{ROW}" r LEFT JOIN "{DEPARTMENT}" d ON d.public_id = r.department'
    where = f"WHERE {RANGE} AND r.outcome = '{Outcome.NEW.value}' ORDER BY r.number"
    _insert(Account, given, f"{joined} {where}", span)


def _literal(model: type[Model], name: str, value: Any) -> str:
    """A date or a moment as the database writes it; nothing here comes from outside."""
    field: Any = model._meta.get_field(name)
    said = str(field.get_db_prep_save(value, connection))
    kind = {"DateField": "date", "DateTimeField": "timestamptz"}[field.get_internal_type()]
    return f"'{said}'::{kind}" if connection.vendor == "postgresql" else f"'{said}'"


def _changed(rows: QuerySet[ImportRow], source: Import) -> list[ImportedAccount]:
    """What the accounts that are about to change, and what the public saw of them, were."""
    changed = list(
        rows.filter(outcome=Outcome.CHANGED).values_list("number", "account_id", "before")
    )
    published: dict[int, dict[str, Any]] = {}
    ids = [account for _, account, _ in changed]
    for start in range(0, len(ids), 500):
        some = Publication.objects.filter(account__in=ids[start : start + 500])
        published |= {each.account_id: as_json(each) for each in some}
    return [
        ImportedAccount(
            source=source,
            account_id=account,
            row=number,
            outcome=Outcome.CHANGED,
            before={**before, "publication": published.get(account)},
        )
        for number, account, before in changed
    ]


def _keep_former_names(rows: QuerySet[ImportRow], source: Import, *, at: datetime) -> None:
    """Of accounts that are renamed, as somebody says who answers for the list."""
    if source.by is None:
        return
    renamed = rows.filter(outcome=Outcome.CHANGED, before__has_key="key").select_related("account")
    Alias.objects.bulk_create(
        [
            Alias(
                account=row.account,
                platform=row.platform,
                key=row.before["key"],
                handle=row.before["handle"],
                url=row.before["url"],
                kind=Alias.Kind.FORMER,
                until=source.organisation.day(at),
                how="The register's own list came back with another address.",
                checked_by=source.by,
                checked_at=at,
            )
            for row in renamed
        ],
        batch_size=500,
        ignore_conflicts=True,
    )


def as_json(thing: Model) -> dict[str, Any]:
    return {
        field.attname: field.value_to_string(thing)
        if field.get_internal_type() in {"DateTimeField", "DateField"}
        and getattr(thing, field.attname)
        else getattr(thing, field.attname)
        for field in thing._meta.concrete_fields
    }


def _update_accounts(span: list[int]) -> None:
    copied = ("name", "purpose", "audience", "key", "handle", "url", "kind")
    sets = ", ".join(f'"{name}" = r.{name}' for name in copied)
    department = f'(SELECT d.id FROM "{DEPARTMENT}" d WHERE d.public_id = r.department)'  # noqa: S608
    sets = f"{sets}, row_version = row_version + 1, department_id = {department}"
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{ACCOUNT}" SET {sets} FROM "{ROW}" r '  # noqa: S608
            f'WHERE "{ACCOUNT}".id = r.account_id AND {RANGE} '
            f"AND r.outcome = '{Outcome.CHANGED.value}'",
            span,
        )


def _publish(span: list[int], *, at: datetime) -> None:
    """As `publish`, of all that was written. A field of both models is the account's."""
    accounts = {field.attname for field in Account._meta.concrete_fields} - {"id", "public_id"}
    shared = [f for f in Publication._meta.concrete_fields if f.attname in accounts]
    answers = " ".join(f"WHEN '{s.value}' THEN '{ANSWERS[s].value}'" for s in Status)
    given = {
        **{field.attname: f'a."{field.column}"' for field in shared},
        "account_id": "a.id",
        "answer": f"CASE a.status {answers} END",
        "department_name": "COALESCE(d.name, '{}')",
        "published_at": _literal(Publication, "published_at", at),
    }
    hidden = ", ".join(f"'{s.value}'" for s in Status if ANSWERS[s] == Answer.NOT_REGISTERED)
    for outcome, match in MATCHES.items():
        rest = (
            f'FROM "{ROW}" r JOIN "{ACCOUNT}" a ON {match} '
            f'LEFT JOIN "{DEPARTMENT}" d ON d.id = a.department_id '
            f"WHERE {RANGE} AND r.outcome = '{outcome.value}' AND a.status NOT IN ({hidden})"
        )
        _say_changed(outcome, given, rest, span)
        _insert(Publication, given, rest + UPSERT, span)


def _say_changed(outcome: Outcome, given: dict[str, str], rest: str, span: list[int]) -> None:
    """Before it is written: of what was published, that which will read otherwise."""
    there = f'(SELECT 1 FROM "{PUBLICATION}" p WHERE p.account_id = a.id'  # noqa: S608
    if outcome == Outcome.NEW:
        kind, which = PublicKind.ENTERED, f"NOT EXISTS {there})"
    else:
        read = [name for name in REPLACED if name != "published_at"]
        differs = " OR ".join(f'p."{name}" <> {given[name]}' for name in read)
        kind, which = PublicKind.CHANGED, f"EXISTS {there} AND ({differs}))"
    said = {
        "organisation_id": given["organisation_id"],
        "account_id": "a.public_id",
        "kind": f"'{kind.value}'",
        "answer": given["answer"],
        "at": given["published_at"],
    }
    _insert(PublicChange, said, f"{rest} AND {which}", span)


MATCHES = {
    Outcome.NEW: "a.public_id = r.account_id_new",
    Outcome.CHANGED: "a.id = r.account_id",
}
REPLACED = ("key", "handle", "url", "name", "department_name", "purpose", "published_at")
UPSERT = " ON CONFLICT (account_id) DO UPDATE SET " + ", ".join(
    f'"{name}" = excluded."{name}"' for name in REPLACED
)


def _remember_new(span: list[int]) -> None:
    given = {
        "source_id": "r.source_id",
        "account_id": "a.id",
        "row": "r.number",
        "outcome": "r.outcome",
    }
    _insert(
        ImportedAccount,
        given,
        f'FROM "{ROW}" r JOIN "{ACCOUNT}" a ON a.public_id = r.account_id_new '
        f"WHERE {RANGE} AND r.outcome = '{Outcome.NEW.value}'",
        span,
    )
