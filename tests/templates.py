"""A test's database is copied from one that was migrated before, while what makes it is the same.

A hundred migrations cost more than most files of tests. A copy is migrated too, which then finds
nothing to do; `pytest --cache-clear` forgets the copies.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db.backends.base.creation import BaseDatabaseCreation
from django.db.backends.sqlite3.creation import DatabaseCreation as SQLite
from psycopg import sql

MAKERS = ("migrations/*.py", "operations.py", "apps.py", "triggers.py", "search.py", "library.py")


def install(folder: Path) -> None:
    """Called once, before the first database is made. `folder` keeps what is copied."""
    create = BaseDatabaseCreation.create_test_db

    def create_test_db(self: BaseDatabaseCreation, *args: Any, **options: Any) -> str:
        with alone(folder):
            template = TEMPLATES[self.connection.vendor](self, folder)
            template.offer()
            name = create(self, *args, **options)
            template.keep()
        return name

    BaseDatabaseCreation.create_test_db = create_test_db
    SQLite._create_test_db = copied(SQLite._create_test_db, folder)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """The second process waits, and copies what the first has made."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def key() -> str:
    root = Path(settings.BASE_DIR) / "mercat"
    digest = hashlib.sha256(django.__version__.encode())
    for pattern in MAKERS:
        for path in sorted(root.rglob(pattern)):
            digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


class File:
    def __init__(self, creation: BaseDatabaseCreation, folder: Path) -> None:
        self.creation, self.folder = creation, folder
        self.path = folder / f"{key()}.sqlite3"

    def offer(self) -> None:
        """The copy is taken when the name of the database is known."""

    def keep(self) -> None:
        if self.path.exists():
            return
        for older in self.folder.glob("*.sqlite3"):
            older.unlink()
        connection = self.creation.connection
        connection.close()
        shutil.copyfile(connection.settings_dict["NAME"], self.path)


def copied(create: Any, folder: Path) -> Any:
    def _create_test_db(self: SQLite, *args: Any, **options: Any) -> str:
        name = create(self, *args, **options)
        if (template := File(self, folder).path).exists():
            shutil.copyfile(template, name)
        return name

    return _create_test_db


class Database:
    def __init__(self, creation: BaseDatabaseCreation, folder: Path) -> None:
        self.creation = creation
        self.prefix = settings.DATABASES["default"]["TEST"]["NAME"] + "_from_"
        self.name = self.prefix + key()

    def offer(self) -> None:
        if self.name in self.there():
            self.creation.connection.settings_dict["TEST"]["TEMPLATE"] = self.name

    def keep(self) -> None:
        there = self.there()
        if self.name in there:
            return
        self.creation.connection.close()
        made = self.creation.connection.settings_dict["NAME"]
        for older in there:
            self.run("DROP DATABASE {}", older)
        self.run("CREATE DATABASE {} TEMPLATE {}", self.name, made)

    def there(self) -> list[str]:
        with self.creation._nodb_cursor() as cursor:
            starts = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
            cursor.execute(starts, [self.prefix])
            return [name for (name,) in cursor.fetchall()]

    def run(self, words: str, *names: str) -> None:
        with self.creation._nodb_cursor() as cursor:
            cursor.execute(sql.SQL(words).format(*map(sql.Identifier, names)).as_string())


TEMPLATES = {"sqlite": File, "postgresql": Database}
