"""python -m bench.register [--large N]: pages of the register, beside bare views.

The floor is a view behind the same middleware that reads the same rows and prints their names. Each
page may cost twice its floor, and at a million accounts 1.5 times what it costs at a thousand, in
milliseconds of this process. SQLite works inside it; of PostgreSQL the client's part counts.
"""

import argparse
import os
import subprocess
import sys
import tempfile

DATABASES = {
    "sqlite": "",
    "postgresql": os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/"),
}
NAME = "bench_mercat_register"


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--large", type=int, default=1_000_000)
    asked.add_argument("--only", choices=sorted(DATABASES))
    given = asked.parse_args()
    names = [given.only] if given.only else sorted(DATABASES)
    return max(run(name, large=given.large) for name in names)


def run(name: str, *, large: int) -> int:
    with tempfile.TemporaryDirectory() as var:
        address = f"sqlite:///{var}/bench.sqlite3"
        if name == "postgresql":
            recreate(DATABASES[name], NAME)
            address = DATABASES[name] + NAME
        environment = {**os.environ, "MERCAT_VAR": var, "DATABASE_URL": address}
        environment["DJANGO_SETTINGS_MODULE"] = "mercat.config.settings"
        command = [sys.executable, "-m", "bench.register.measure", str(large)]
        return subprocess.run(command, check=False, env=environment).returncode


def recreate(server: str, name: str) -> None:
    import psycopg  # SQLite alone needs none

    with psycopg.connect(server + "postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")


if __name__ == "__main__":
    sys.exit(main())
