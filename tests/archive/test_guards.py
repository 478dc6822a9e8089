"""The database's own refusal, on every table that holds what people did.

Made from the tables that there are, so that one that comes later is asked, too.
"""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from mercat.archive import guards
from tests.archive.closed import close
from tests.test_outsiders import ROUTES

# What belongs to no one organisation, and whose it is. Where the whole site is closed, they are
# guarded like the rest.
OF_NO_ORGANISATION = {
    "account.EmailAddress": "a person's, who may work elsewhere, too",
    "account.EmailConfirmation": "a person's",
    "mfa.Authenticator": "a person's",
    "people.Person": "a person's",
    "people.SignIn": "a person's",
    "passports.ReminderChoice": "a person's",
    "audit.EventWords": "erased at a person's wish, afterwards too; the chain does not hold them",
    "auth.Group": "Django's, not used",
    "auth.Group_permissions": "Django's, not used",
    "auth.Permission": "Django's, written by migrate",
    "common.ActLink": "a person's; they died with the memberships",
    "common.JobRun": "the site's clock",
    "elections.Proposal": "a nation's, by operators",
    "lookup.Follower": "how far the site's likenesses have followed",
    "lookup.Likeness": "made of the register",
    "lookup.RangeFolder": "how far the site's range files have followed",
    "practice.Tag": "of all organisations together",
    "register.Dispute": "of several organisations; the side of each is guarded",
    "register.Gathering": "how far the site's changes were gathered",
    "register.TouchedKey": "made of the register",
}


def changes_of(model: Any, rows: str = "") -> list[str]:
    """Every kind of change, of the rows that this FROM … t WHERE … finds."""
    table, key = model._meta.db_table, model._meta.pk.column
    found, names = rows or f"FROM {table} t", columns(model)
    several = f"{key} IN (SELECT t.{key} {found})"
    return [
        # S608: names of our own.
        f"UPDATE {table} SET {key} = {key} WHERE {several}",  # noqa: S608
        f"INSERT INTO {table} ({names}) SELECT {names} {found} LIMIT 1",
        f"DELETE FROM {table} WHERE {several}",  # noqa: S608
    ]


def columns(model: Any) -> str:
    """Without those that the database computes."""
    fields = model._meta.local_concrete_fields
    return ", ".join(f'"{each.column}"' for each in fields if not each.generated)


def filled() -> list[Any]:
    return [model for model in guards.watched() if model._default_manager.exists()]


def test_closed_site_guards_every_table(council, outside, address, at):
    """Some hundred tables have something in them here; of the empty ones the triggers stand."""
    for name in ROUTES:
        address(name)
    close(None, at=at)
    assert {table for _, table in guards.standing()} == {
        model._meta.db_table for model in guards.watched()
    }
    for model in filled():
        for change in changes_of(model):
            refused(change)


def test_closed_organisation_guards_its_rows_on_every_table(council, outside, address, at):
    for name in ROUTES:
        address(name)
    ways = {model: guards.way_to_organisation(model, "t") for model in guards.watched()}
    close(council.organisation, at=at)
    council.organisation.refresh_from_db()
    said = {"pk": council.organisation.pk, "public_id": council.organisation.public_id}
    assert {model._meta.label for model, way in ways.items() if way is None} == set(
        OF_NO_ORGANISATION
    )
    guarded = 0
    for model, way in ways.items():
        if way is None:
            continue
        ours = f"FROM {model._meta.db_table} t WHERE {way[0]} = {said[way[1]]!r}"
        if count(ours):
            guarded += 1
            for change in changes_of(model, ours):
                refused(change)
    assert guarded > 40


def count(rows: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) {rows}")
        return int(cursor.fetchone()[0])


def refused(change: str) -> None:
    with pytest.raises(DatabaseError, match=f"{guards.SAYS}|never changed"):
        attempt(change)


def attempt(change: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
        pytest.fail(f"Not refused: {change}")
