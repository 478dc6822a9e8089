"""`manage.py publish` in a process of its own, which can be killed."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection


def publishing(
    *options: str, var: Path, stderr: int | None = None, **environment: str
) -> subprocess.Popen[bytes]:
    given = connection.settings_dict
    address = f"postgres://{given['USER']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"
    if connection.vendor == "sqlite":
        address = f"sqlite:///{given['NAME']}"
    return subprocess.Popen(
        [sys.executable, "manage.py", "publish", *options],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DATABASE_URL": address,
            "MERCAT_VAR": str(var),
            "SECRET_KEY": "only for this test",
            "SITE_URL": "http://localhost:8000",
            **environment,
        },
        stdout=subprocess.DEVNULL,
        stderr=stderr,
    )
