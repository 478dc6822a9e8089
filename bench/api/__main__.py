"""python -m bench.api [--large N]: the look-up of the API, beside a bare view.

The floor is a view behind the same middleware that recognises the same address, reads the same rows
and prints the same answer. The look-up may cost 1.5 times its floor, and at a million accounts 1.5
times what it costs at a thousand, in milliseconds of this process.
"""

import argparse
import os
import subprocess
import sys
import tempfile

from bench.register.__main__ import DATABASES, recreate

NAME = "bench_mercat_api"


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
        command = [sys.executable, "-m", "bench.api.measure", str(large)]
        return subprocess.run(command, check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
