"""python -m bench.panel [--large N]: the panel's pages among a thousand applications and many.

Each page asks the database as often, and takes at most 1.5 times as long, among a hundred thousand
as among a thousand. The best of many turns is taken, so that a busy machine hurts neither.
"""

import argparse
import os
import subprocess
import sys
import tempfile

from bench.register.__main__ import DATABASES, recreate

NAME = "bench_mercat_panel"


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--large", type=int, default=100_000)
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
        ours = {"MERCAT_VAR": var, "DATABASE_URL": address}
        settings = {"DJANGO_SETTINGS_MODULE": "mercat.config.settings"}
        done = subprocess.run(
            [sys.executable, "-m", "bench.panel.measure", str(large)],
            check=False,
            env={**os.environ, **ours, **settings},
        )
        return done.returncode


if __name__ == "__main__":
    sys.exit(main())
