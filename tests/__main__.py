"""`make test`: the same suite on PostgreSQL and on SQLite, as far as they are there.

    python -m tests [what pytest takes]

What cannot run is said in the last lines; under CI=true it is a failure.
"""

import os
import subprocess
import sys

import psycopg

from tests.settings import POSTGRESQL

NO_SERVER = (
    "PostgreSQL: no server answered, so nothing ran on it. Start one on 127.0.0.1:5432 (user "
    "postgres), or set TEST_DATABASE_URL."
)


def main(arguments: list[str]) -> int:
    if has_server():
        codes = [run("postgresql", arguments), run("sqlite", arguments)]
    else:
        os.environ["MERCAT_NOT_RUN"] = NO_SERVER
        codes = [run("sqlite", arguments), int(os.environ.get("CI") == "true")]
    return max(codes)


def has_server() -> bool:
    url = os.environ.get("TEST_DATABASE_URL", POSTGRESQL)
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def run(database: str, arguments: list[str]) -> int:
    print(f"\n=== the suite on {database} ===", flush=True)
    environment = {**os.environ, "TEST_DATABASE": database}
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal", *arguments]
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
