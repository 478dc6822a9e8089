"""The private files, through Django's storage, wherever they are kept."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator

from django.core.exceptions import SuspiciousOperation
from django.core.files import File
from django.core.files.storage import default_storage

from mercat.common.refusals import Refused
from mercat.home.backup.pack import BLOCK


def names(folder: str = "") -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in sorted(files))
    for name in sorted(folders):
        yield from names(f"{folder}{name}/")


def blocks(name: str) -> Iterator[bytes]:
    with default_storage.open(name) as opened:
        yield from opened.chunks(BLOCK)


def is_as(name: str, sha256: str) -> bool:
    digest = hashlib.sha256()
    for block in blocks(name):
        digest.update(block)
    return digest.hexdigest() == sha256


def exists(name: str) -> bool:
    try:
        return default_storage.exists(name)
    except (SuspiciousOperation, ValueError) as error:
        raise Refused(f"{name} is no name for a private file. Nothing was restored.") from error


def put(name: str, content: Iterable[bytes]) -> None:
    """Under this very name; what stood there goes."""
    with tempfile.TemporaryFile() as held:
        held.writelines(content)
        held.seek(0)
        if exists(name):
            default_storage.delete(name)
        default_storage.save(name, File(held, name))


def remove(name: str) -> None:
    default_storage.delete(name)
