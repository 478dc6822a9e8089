"""python -m bench.imports [--rows N]: an import, bulk_create and django-import-export.

The same rows, in turns, in one run, on SQLite and on PostgreSQL where it answers. Ours reads the
file, recognises, judges and keeps every row, matches departments, enters, publishes, records; the
others only write accounts. Also the whole of a long list with faults, entered, again, and undone,
and how long another writer had to wait meanwhile. Exit status 1 below the floor.
"""

import argparse
import os
import subprocess
import sys
import tempfile

PEER, BARE = 5.0, 0.5  # how many times as fast as django-import-export, and as bulk_create
WAIT = 1.0  # seconds that another writer may wait
POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--long", type=int, default=100_000)
    given = parser.parse_args()
    codes = [measured(url, given.rows, given.long) for url in databases()]
    return max(codes)


def databases() -> list[str]:
    try:
        import psycopg

        psycopg.connect(POSTGRESQL, connect_timeout=3).close()
    except Exception as error:
        print(f"PostgreSQL was NOT measured: {type(error).__name__}")
        return [""]
    return ["", POSTGRESQL]


def measured(url: str, rows: int, long: int) -> int:
    """In a process of its own, with a database of its own, which is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "MERCAT_VAR": folder,
            "SECRET_KEY": "only for a benchmark",
            "LOG_LEVEL": "ERROR",
            "BENCH_URL": url,
        }
        command = [sys.executable, "-m", "bench.imports.measuring", str(rows), str(long)]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
