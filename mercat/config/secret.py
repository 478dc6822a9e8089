import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def read(*, given: str, folder: Path, required: bool) -> str:
    """The secret key: as given, or the one kept in the folder, made at the first call."""
    if given:
        return given
    if required:
        raise ImproperlyConfigured("Set SECRET_KEY: a site on https needs one of its own.")
    return _kept(folder / "secret_key")


def _kept(file: Path) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        # O_EXCL: of two processes that start together, one writes and both read.
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(handle, "w") as opened:
        opened.write(secrets.token_urlsafe(50))
    return file.read_text().strip()
