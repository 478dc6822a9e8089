import os
import secrets
import tempfile
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
    if not file.exists():
        _write_once(file)
    return file.read_text().strip()


def _write_once(file: Path) -> None:
    """Of two processes that start together, one names the file and both read it whole."""
    handle, name = tempfile.mkstemp(dir=file.parent)  # for its owner alone
    try:
        with os.fdopen(handle, "w") as opened:
            opened.write(secrets.token_urlsafe(50))
        os.link(name, file)
    except FileExistsError:
        pass
    finally:
        os.unlink(name)
