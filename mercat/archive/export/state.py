"""How far an export is: kept beside the site, not in the archive, so that a killed run goes on.

All that grows with the number of pages is in this file and not in memory. One process at a time
begins an export into a folder; those that help it take portions of the list until none is left.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from mercat.archive.export.lock import Lock

TABLES = """
CREATE TABLE IF NOT EXISTS run (archived_on TEXT, at TEXT);
CREATE TABLE IF NOT EXISTS todo (
    number INTEGER PRIMARY KEY,
    address TEXT UNIQUE, kind TEXT, arguments TEXT, portion INTEGER, taken INTEGER
);
CREATE INDEX IF NOT EXISTS waiting ON todo (portion) WHERE NOT taken;
CREATE TABLE IF NOT EXISTS files (
    name TEXT PRIMARY KEY, sha256 TEXT, counted TEXT, address TEXT, title TEXT, text TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS files_by_address ON files (address);
CREATE TABLE IF NOT EXISTS done (address TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS assets (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""
PORTION = 50  # addresses that are read together and committed together


class File(NamedTuple):
    name: str
    sha256: str
    counted: str  # as the manifest counts it
    address: str = ""  # what it was made of
    title: str = ""  # of a page that the search finds
    text: str = ""


class Todo(NamedTuple):
    number: int
    address: str
    kind: str
    arguments: list[Any]


class State:
    """Each portion is committed when its files are there; this file alone says what is done."""

    def __init__(self, folder: Path, target: Path, readers: str = "") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        mark = sha256(f"{target.resolve()} {readers}".encode()).hexdigest()[:12]
        self.path = folder / f"{mark}.sqlite3"
        self.lock = Lock(self.path.with_suffix(".lock"))
        self.database: Any = None

    def open(self) -> None:
        self.database = sqlite3.connect(self.path, timeout=60, isolation_level=None)
        self.database.execute("PRAGMA journal_mode=WAL")
        self.database.execute("PRAGMA synchronous=NORMAL")
        self.database.executescript(TABLES)

    def begin(self, *, archived_on: str, at: str) -> tuple[str, str]:
        """The day and the moment of the run that goes on, or of a new one."""
        found = self.database.execute("SELECT archived_on, at FROM run").fetchone()
        if found is None:
            self.database.execute("INSERT INTO run VALUES (?, ?)", (archived_on, at))
            return archived_on, at
        return str(found[0]), str(found[1])

    def plan(self, addresses: Iterable[tuple[str, str, list[Any], bool]]) -> int:
        """What there is to be done, and how much of it is new. A page that was made and is not
        there any more goes with its files."""
        with self._together():
            self.database.execute("DELETE FROM todo")
            self.database.executemany(
                "INSERT OR IGNORE INTO todo VALUES (?, ?, ?, ?, ?, 0)", _numbered(addresses)
            )
            self.database.execute(
                "DELETE FROM done WHERE address NOT IN (SELECT address FROM todo)"
            )
            self.database.execute(
                "DELETE FROM files WHERE address <> '' "
                "AND address NOT IN (SELECT address FROM todo)"
            )
            self.database.execute(
                "UPDATE todo SET taken = 1 WHERE address IN (SELECT address FROM done)"
            )
            found = self.database.execute("SELECT COUNT(*) FROM todo")
            return int(found.fetchone()[0])

    def take(self) -> list[Todo]:
        """The next portion that nobody has taken; empty when there is none."""
        with self._together():
            found = self.database.execute(
                "SELECT number, address, kind, arguments FROM todo WHERE NOT taken "
                "AND portion = (SELECT MIN(portion) FROM todo WHERE NOT taken) ORDER BY number"
            ).fetchall()
            self.database.executemany(
                "UPDATE todo SET taken = 1 WHERE number = ?", [row[:1] for row in found]
            )
        return [Todo(number, path, kind, json.loads(said)) for number, path, kind, said in found]

    def done(self, addresses: Iterable[str], files: Iterable[File], assets: Iterable[str]) -> None:
        with self._together():
            self._files(files)
            self._assets(assets)
            self.database.executemany(
                "INSERT OR IGNORE INTO done VALUES (?)", [(each,) for each in addresses]
            )

    def waits_again(self) -> bool:
        """Whether a helper ended early; what it had taken can be taken again."""
        found = self.database.execute(
            "UPDATE todo SET taken = 0 WHERE address NOT IN (SELECT address FROM done)"
        )
        return bool(found.rowcount)

    def add(self, files: Iterable[File], assets: Iterable[str] = ()) -> None:
        with self._together():
            self._files(files)
            self._assets(assets)

    def forget(self, address: str) -> None:
        """What a run that was killed made of this list."""
        self.database.execute("DELETE FROM files WHERE address = ?", (address,))

    def _files(self, files: Iterable[File]) -> None:
        self.database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", files)

    def _assets(self, names: Iterable[str]) -> None:
        self.database.executemany(
            "INSERT OR IGNORE INTO assets VALUES (?)", [(each,) for each in names]
        )

    @contextmanager
    def _together(self) -> Iterator[None]:
        """As one, and waiting for its turn at the beginning, where waiting is possible."""
        self.database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.database.execute("ROLLBACK")
            raise
        self.database.execute("COMMIT")

    def assets(self) -> list[str]:
        return [row[0] for row in self.database.execute("SELECT name FROM assets ORDER BY name")]

    def names(self) -> Iterator[tuple[str, str]]:
        yield from self.database.execute("SELECT name, sha256 FROM files ORDER BY name")

    def has(self, name: str) -> bool:
        found = self.database.execute("SELECT 1 FROM files WHERE name = ?", (name,))
        return found.fetchone() is not None

    def pages(self) -> Iterator[tuple[str, str, str]]:
        yield from self.database.execute(
            "SELECT name, title, text FROM files WHERE title <> '' ORDER BY name"
        )

    def counts(self) -> dict[str, int]:
        found = "SELECT counted, COUNT(*) FROM files GROUP BY counted ORDER BY counted"
        return dict(self.database.execute(found).fetchall())

    def finish(self) -> None:
        """The next run begins anew, and writes what has changed by then."""
        self.database.close()
        self.path.unlink()

    def close(self) -> None:
        if self.database:
            self.database.close()
        self.lock.leave()


def _numbered(addresses: Iterable[tuple[str, str, list[Any], bool]]) -> Iterator[tuple[Any, ...]]:
    """In portions of one kind; one that is long is a portion by itself."""
    portion, size, before = 0, 0, ""
    for number, (address, kind, arguments, is_long) in enumerate(addresses):
        if is_long or kind != before or size == PORTION:
            portion, size, before = portion + 1, 0, kind
        size += 1
        yield number, address, kind, json.dumps(arguments), portion
