"""A benchmark of pages: each database in a process of its own, made anew.

`each(package, large=…)` is what a benchmark's __main__ calls. The process that it starts
(`python -m bench.site PACKAGE LARGE`) prepares Django first, so that PACKAGE.measure can import
models at its top.
"""

import argparse
import logging
import os
import subprocess
import sys
import tempfile
from importlib import import_module

DATABASES = {
    "sqlite": "",
    "postgresql": os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/"),
}


def each(package: str, *, large: int) -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--large", type=int, default=large)
    asked.add_argument("--only", choices=sorted(DATABASES))
    given = asked.parse_args()
    names = [given.only] if given.only else sorted(DATABASES)
    return max(run(package, name, large=given.large) for name in names)


def run(package: str, name: str, *, large: int) -> int:
    with tempfile.TemporaryDirectory() as var:
        address = f"sqlite:///{var}/bench.sqlite3"
        if name == "postgresql":
            address = DATABASES[name] + recreated(f"bench_mercat_{package.rpartition('.')[2]}")
        environment = {**os.environ, "MERCAT_VAR": var, "DATABASE_URL": address}
        environment["DJANGO_SETTINGS_MODULE"] = "mercat.config.settings"
        command = [sys.executable, "-m", "bench.site", package, str(large)]
        return subprocess.run(command, check=False, env=environment).returncode


def recreated(name: str) -> str:
    import psycopg  # SQLite alone needs none

    with psycopg.connect(DATABASES["postgresql"] + "postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    return name


def measure(package: str, large: int) -> int:
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.SECURE_SSL_REDIRECT = False
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    logging.disable(logging.INFO)  # a line for each request is not what is measured
    return int(import_module(f"{package}.measure").main(large))


if __name__ == "__main__":
    sys.exit(measure(sys.argv[1], int(sys.argv[2])))
