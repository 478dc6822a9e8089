"""python -m bench.lookup [--large N]: the public pages and `publish`.

The floor is a view behind the same middleware that reads the same rows and prints their names. All
figures are CPU milliseconds of this process; SQLite works inside it, of PostgreSQL the client's
part counts. `publish` is measured for its memory and for a run after a thousand changes.
"""

import argparse
import os
import subprocess
import sys
import tempfile

from bench.register.__main__ import DATABASES, recreate

NAME = "bench_mercat_lookup"


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
        command = [sys.executable, "-m", "bench.lookup.measure", str(large)]
        return subprocess.run(command, check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
