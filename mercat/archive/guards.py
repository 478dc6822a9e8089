"""Triggers that refuse every change of what is closed, on both databases.

They stand only while something is closed, so nobody else pays for them. Each closed organisation
is named in them by its key; a row is found to be its own by the foreign keys that lead to it. A
migration has to move closed rows too, so `migrate` puts them aside and draws them anew.
"""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import connections, models
from django.db.models import ForeignKey, Model

from mercat.audit.models import ChainHead
from mercat.organisations.models import Organisation

PREFIX = "sealed_"
SAYS = "mercat: this is closed"  # what the middleware knows it by
VERBS = ("INSERT", "UPDATE", "DELETE")
DEEPEST = 5  # foreign keys between a row and its organisation
LIBRARIES = {"account", "mfa", "auth"}  # whose tables hold what people do


def watched() -> list[type[Model]]:
    """Every table that holds what people did; Django's own sessions and versions are none."""
    return [
        each
        for each in apps.get_models(include_auto_created=True)
        if each._meta.managed
        and not each._meta.proxy
        and (each.__module__.startswith("mercat.") or each._meta.app_label in LIBRARIES)
    ]


def way_to_organisation(model: type[Model], row: str) -> tuple[str, str] | None:
    """The expression that says whose a row is, and which of its names it gives: pk or public_id."""
    if model is Organisation:
        return f"{row}.id", "pk"
    named = {each.name: each for each in model._meta.local_concrete_fields}
    field = named.get("organisation_id")
    if isinstance(field, models.CharField):
        return f"{row}.organisation_id", "public_id"
    found = _by_keys(model, row, seen=frozenset())
    return (found, "pk") if found else None


def _by_keys(model: type[Model], row: str, *, seen: frozenset[type[Model]]) -> str | None:
    """The shortest way over foreign keys; one that may be empty is taken when no other leads."""
    if len(seen) >= DEEPEST:
        return None
    keys = [each for each in model._meta.local_concrete_fields if isinstance(each, ForeignKey)]
    for key in keys:
        if key.related_model is Organisation:
            return f"{row}.{key.column}"
    found = []
    for key in sorted(keys, key=lambda each: each.null):
        target: Any = key.related_model
        if target in seen or target is model:
            continue
        alias = f"t{len(seen)}"
        if beyond := _by_keys(target, alias, seen=seen | {model}):
            table, there = target._meta.db_table, key.target_field.column
            found.append(
                # S608: names of our own.
                f"(SELECT {beyond} FROM {table} {alias} WHERE {alias}.{there} = {row}.{key.column})"  # noqa: S608
            )
    return min(found, key=lambda each: each.count("SELECT"), default=None)


def draw(*, using: str = "default", **_: Any) -> None:
    """As the seals are now: of the site, of each organisation, or none."""
    connection = connections[using]
    lift(using=using)
    heads = ChainHead.objects.using(using).filter(sealed_at__isnull=False)
    closed = set(heads.values_list("organisation_id", flat=True))
    if not closed:
        return
    names: dict[str, list[Any]] = {"public_id": sorted(closed - {""})}
    found = Organisation.objects.using(using).filter(public_id__in=closed)
    names["pk"] = sorted(found.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor, names, whole="" in closed):
            cursor.execute(statement)


def _statements(vendor: str, names: dict[str, list[Any]], *, whole: bool) -> list[str]:
    if vendor != "sqlite":
        body = f"BEGIN RAISE EXCEPTION '{SAYS}'; END"
        refuse = f"CREATE OR REPLACE FUNCTION {PREFIX}refuse() RETURNS trigger LANGUAGE plpgsql AS"
        made = [f"{refuse} $$ {body} $$"]
    else:
        made = []
    for model in watched():
        table = model._meta.db_table
        if whole:
            made += _always(vendor, table)
        elif conditions := _conditions(model, names):
            made += _sometimes(vendor, table, conditions)
    return made


def _conditions(model: type[Model], names: dict[str, list[Any]]) -> dict[str, str]:
    """For the old and the new row: whether it is of one that is closed."""
    conditions = {}
    for row in ("old", "new"):
        if (way := way_to_organisation(model, row)) and names[way[1]]:
            said = ", ".join(repr(each) for each in names[way[1]])
            conditions[row] = f"{way[0]} IN ({said})"
    return conditions


def _always(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        return [
            f"CREATE TRIGGER {PREFIX}{verb[0].lower()}_{table} BEFORE {verb} ON {table} {refuse}"
            for verb in VERBS
        ]
    when = f"BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT"
    return [f"CREATE TRIGGER {PREFIX}{table} {when} EXECUTE FUNCTION {PREFIX}refuse()"]


def _sometimes(vendor: str, table: str, conditions: dict[str, str]) -> list[str]:
    old, new = conditions["old"], conditions["new"]
    if vendor == "sqlite":
        when = {"INSERT": new, "UPDATE": f"{old} OR {new}", "DELETE": old}
        return [
            f"CREATE TRIGGER {PREFIX}{verb[0].lower()}_{table} BEFORE {verb} ON {table} "
            f"WHEN {when[verb]} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            for verb in VERBS
        ]
    asked = (
        f"IF TG_OP <> 'INSERT' THEN IF {old} THEN RAISE EXCEPTION '{SAYS}'; END IF; END IF; "
        f"IF TG_OP <> 'DELETE' THEN IF {new} THEN RAISE EXCEPTION '{SAYS}'; END IF; "
        "RETURN new; END IF; RETURN old;"
    )
    function = f"CREATE OR REPLACE FUNCTION {PREFIX}{table}() RETURNS trigger LANGUAGE plpgsql AS"
    each = f"BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW"
    return [
        f"{function} $$ BEGIN {asked} END $$",
        f"CREATE TRIGGER {PREFIX}{table} {each} EXECUTE FUNCTION {PREFIX}{table}()",
    ]


def standing(*, using: str = "default") -> list[tuple[str, str]]:
    """The triggers that there are, with their tables."""
    connection = connections[using]
    query = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    if connection.vendor != "sqlite":
        query = (
            "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE tgname LIKE %s"
        )
    with connection.cursor() as cursor:
        cursor.execute(query, [f"{PREFIX}%"])
        return [row for row in cursor.fetchall() if row[0].startswith(PREFIX)]


def lift(*, using: str = "default") -> None:
    """For `reopen` and `migrate` alone."""
    connection = connections[using]
    found = standing(using=using)
    with connection.cursor() as cursor:
        for name, table in found:
            on = "" if connection.vendor == "sqlite" else f" ON {table}"
            cursor.execute(f"DROP TRIGGER {name}{on}")


def step_aside(*, using: str = "default", **_: Any) -> None:
    lift(using=using)


def restore(*, using: str = "default", **_: Any) -> None:
    tables = connections[using].introspection.table_names()
    if ChainHead._meta.db_table in tables and Organisation._meta.db_table in tables:
        draw(using=using)


def check(*, databases: list[str] | None = None, **_: Any) -> list[CheckMessage]:
    return [
        Error(
            "Something here is closed, and the triggers that guard it are missing.",
            hint="Run manage.py migrate --skip-checks, which puts them back.",
            id="mercat.archive.E001",
        )
        for using in databases or []
        if _is_unguarded(using)
    ]


def _is_unguarded(using: str) -> bool:
    if ChainHead._meta.db_table not in connections[using].introspection.table_names():
        return False
    closed = ChainHead.objects.using(using).filter(sealed_at__isnull=False)
    try:
        return closed.exists() and not standing(using=using)
    except Exception:  # before the migration that the mark came with
        return False
