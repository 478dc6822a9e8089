"""Which Mercat made a backup, and whether this one can take it in."""

import hashlib
import tomllib
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from mercat.common.refusals import Refused

FORMAT = 1
Migrations = dict[str, list[str]]


def mercat_version() -> str:
    text = (settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def key_fingerprint() -> str:
    """Tells two secret keys apart and says nothing of either."""
    return hashlib.sha256(b"mercat key fingerprint " + settings.SECRET_KEY.encode()).hexdigest()[
        :16
    ]


def applied(*, using: str) -> Migrations:
    loader = MigrationLoader(connections[using])
    found: Migrations = {}
    for app, name in sorted(loader.applied_migrations):
        found.setdefault(app, []).append(name)
    return found


def check_can_restore(about: dict[str, Any], *, using: str) -> None:
    if about.get("format") != FORMAT:
        raise Refused("This backup has a form that this version of Mercat does not know.")
    here, there = applied(using=using), about["migrations"]
    newer = [
        f"{app} {name}" for app in there for name in there[app] if name not in here.get(app, [])
    ]
    if newer:
        raise Refused(
            f"This backup was made by Mercat {about['mercat']}, which is newer or another than "
            f"this one ({', '.join(newer[:3])}). Restore it with that version."
        )
