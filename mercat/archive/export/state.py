"""How far an export is: kept beside the site, not in the archive, so that a killed run goes on."""

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

TABLES = """
CREATE TABLE IF NOT EXISTS run (archived_on TEXT, at TEXT);
CREATE TABLE IF NOT EXISTS files (
    name TEXT PRIMARY KEY, sha256 TEXT, counted TEXT, title TEXT, text TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS done (address TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS assets (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class State:
    """Each write is committed by the step that made it; the file alone decides what is done."""

    def __init__(self, folder: Path, target: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        mark = sha256(str(target.resolve()).encode()).hexdigest()[:12]
        self.path = folder / f"{mark}.sqlite3"
        self.database = sqlite3.connect(self.path, timeout=60)
        self.database.execute("PRAGMA journal_mode=WAL")
        self.database.executescript(TABLES)

    def begin(self, *, archived_on: str, at: str) -> tuple[str, str]:
        """The day and the moment of the run that goes on, or of a new one."""
        found = self.database.execute("SELECT archived_on, at FROM run").fetchone()
        if found is None:
            with self.database:
                self.database.execute("INSERT INTO run VALUES (?, ?)", (archived_on, at))
            return archived_on, at
        return str(found[0]), str(found[1])

    def is_done(self, address: str) -> bool:
        found = self.database.execute("SELECT 1 FROM done WHERE address = ?", (address,))
        return found.fetchone() is not None

    def done(
        self, address: str, files: Iterable[tuple[str, str, str, str, str]], assets: set[str]
    ) -> None:
        with self.database:
            self.files(files)
            self.database.executemany(
                "INSERT OR IGNORE INTO assets VALUES (?)", [(each,) for each in assets]
            )
            self.database.execute("INSERT OR IGNORE INTO done VALUES (?)", (address,))

    def files(self, files: Iterable[tuple[str, str, str, str, str]]) -> None:
        self.database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)", files)

    def add(self, name: str, digest: str, counted: str) -> None:
        with self.database:
            self.files([(name, digest, counted, "", "")])

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
        with self.database:
            for table in ("run", "files", "done", "assets"):
                self.database.execute(f"DELETE FROM {table}")  # noqa: S608  # names of our own
        self.database.close()
