"""Many more of a block of rows: the database copies them, table by table.

A copy of a row has its key raised by a step, and so have the keys by which it names other rows of
the block; what has to be unique is made so.
"""

from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

from mercat.comments.models import Comment, Thread
from mercat.passports.models import (
    Advice,
    AgendaItem,
    Application,
    Attendance,
    CaseClock,
    CaseWords,
    Condition,
    Decision,
    Helper,
    InformationRequest,
    Interest,
    Letter,
    ManagerView,
    Meeting,
    PanelSeat,
    Passport,
    Revision,
    Revocation,
    Suspension,
    Vote,
)
from mercat.people.models import Person
from mercat.register.models import Account

STEP = 1_000_000
# In the order in which they name each other.
TABLES: tuple[type[models.Model], ...] = (
    *(Person, Thread, Comment, Application, Revision, Decision, Letter, Account, Passport),
    *(Suspension, Revocation, Condition, ManagerView, Helper, InformationRequest, Advice),
    *(PanelSeat, Interest, Vote, CaseClock, CaseWords, Meeting, AgendaItem, Attendance),
)
RANDOM = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}
SERIES = {
    "sqlite": "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {times}) "
    "SELECT n FROM c)",
    "postgresql": "(SELECT generate_series(1, {times}) AS n)",
}
# What tells copies apart, where a column has to.
APART = {
    "person.email": "s.n || '.' || t.{0}",
    **dict.fromkeys(("account.key", "account.handle", "account.url"), "t.{0} || '-' || s.n"),
    **dict.fromkeys(("application.title", "casewords.title"), "t.{0} || ' ' || s.n"),
}
Keys = dict[type[models.Model], int]


def latest() -> Keys:
    """Of each table the key of its last row."""
    found = {each: each._default_manager.aggregate(latest=models.Max("pk")) for each in TABLES}
    return {each: row["latest"] or 0 for each, row in found.items()}


def multiply(*, after: Keys, up_to: Keys, times: int) -> None:
    """So many copies of the rows between."""
    series = SERIES[connection.vendor].format(times=times)
    with connection.cursor() as cursor:
        for model in TABLES if times else ():
            named = {f.column: _value(f, after, up_to) for f in model._meta.local_concrete_fields}
            columns = ", ".join(f'"{each}"' for each in named)
            cursor.execute(  # S608: columns of our own models and whole numbers
                f'INSERT INTO "{model._meta.db_table}" ({columns}) '  # noqa: S608
                f'SELECT {", ".join(named.values())} FROM "{model._meta.db_table}" t, {series} s '
                f"WHERE t.id > {after[model]} AND t.id <= {up_to[model]}"
            )
        for statement in connection.ops.sequence_reset_sql(no_style(), TABLES):
            cursor.execute(statement)


def _value(field: Any, after: Keys, up_to: Keys) -> str:
    column = f't."{field.column}"'
    if field.primary_key:
        return f"t.id + s.n * {STEP}"
    if field.is_relation and field.related_model in after:
        model = field.related_model
        here = f"{column} > {after[model]} AND {column} <= {up_to[model]}"
        return f"CASE WHEN {here} THEN {column} + s.n * {STEP} ELSE {column} END"
    if field.name == "public_id":
        return _padded()
    if field.unique and isinstance(field, models.UUIDField):
        return RANDOM[connection.vendor]
    apart = APART.get(f"{field.model._meta.model_name}.{field.name}")
    return apart.format(f'"{field.column}"') if apart else column


def _padded() -> str:
    """A public id of ten characters."""
    key = f"t.id + s.n * {STEP}"
    padded = {
        "sqlite": f"printf('%09d', {key})",
        "postgresql": f"lpad(({key})::text, 9, '0')",
    }
    return f"'z' || {padded[connection.vendor]}"
