"""The one file of a backup: a tar of parts, each compressed for itself.

So a damaged byte is known by the part it stands in, and no part is read before it is needed.
The manifest, with the hash of every part, follows them; last comes the hash of all before it.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from mercat.common.refusals import Refused

MANIFEST = "manifest.json"
SEAL = "seal.sha256"
BLOCK = 1 << 20
DAMAGE = (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error, tarfile.TarError)


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    rows: int
    size: int
    sha256: str  # of what is in it, not of how it is compressed


class Hashed:
    """What tarfile writes to: the file, and the hash of it so far."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self.file.write(data)

    def tell(self) -> int:
        return self.file.tell()


class Packer:
    def __init__(self, file: IO[bytes]) -> None:
        self.out = Hashed(file)
        self.tar = tarfile.open(fileobj=self.out, mode="w", format=tarfile.PAX_FORMAT)  # type: ignore[call-overload]  # noqa: SIM115  # `close` closes it
        self.parts: list[Part] = []

    def add(self, name: str, blocks: Iterable[bytes]) -> None:
        """`rows` counts the blocks: a table comes line by line."""
        digest, rows, size = hashlib.sha256(), 0, 0
        with tempfile.TemporaryFile() as held:
            with gzip.GzipFile(fileobj=held, mode="wb", compresslevel=6, mtime=0) as packed:
                for block in blocks:
                    digest.update(block)
                    packed.write(block)
                    rows, size = rows + 1, size + len(block)
            self._write(f"{name}.gz", held)
        self.parts.append(Part(name, rows, size, digest.hexdigest()))

    def close(self, about: dict[str, Any]) -> None:
        parts = [asdict(each) for each in self.parts]
        text = json.dumps({**about, "parts": parts}, indent=1, ensure_ascii=False)
        self._write(f"{MANIFEST}.gz", io.BytesIO(gzip.compress(text.encode(), mtime=0)))
        self._write(SEAL, io.BytesIO(self.out.digest.hexdigest().encode()))
        self.tar.close()

    def _write(self, name: str, held: IO[bytes]) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = held.seek(0, io.SEEK_END), 0o600
        held.seek(0)
        self.tar.addfile(entry, held)


@dataclass(frozen=True)
class Pack:
    """A backup that can be read. `check` it before believing it."""

    file: IO[bytes]
    tar: tarfile.TarFile
    about: dict[str, Any]
    parts: tuple[Part, ...]

    def lines(self, part: Part) -> Iterator[bytes]:
        with self._opened(part) as opened:
            yield from opened

    def blocks(self, part: Part) -> Iterator[bytes]:
        with self._opened(part) as opened:
            while block := opened.read(BLOCK):
                yield block

    @contextmanager
    def _opened(self, part: Part) -> Iterator[gzip.GzipFile]:
        entry = self.tar.extractfile(f"{part.name}.gz")
        if entry is None:
            raise Refused(damaged(part.name))
        with entry, gzip.GzipFile(fileobj=entry) as opened:
            yield opened

    def check(self) -> None:
        for part in self.parts:
            digest = hashlib.sha256()
            try:
                for block in self.blocks(part):
                    digest.update(block)
            except DAMAGE as error:
                raise Refused(damaged(part.name)) from error
            if digest.hexdigest() != part.sha256:
                raise Refused(damaged(part.name))
        if not self._is_sealed():
            raise Refused(damaged("what stands between its parts"))

    def _is_sealed(self) -> bool:
        """No byte of the file was changed, be it one that nobody would miss."""
        seal, file, digest = self.tar.getmember(SEAL), self.file, hashlib.sha256()
        file.seek(0)
        while block := file.read(min(BLOCK, seal.offset - file.tell())):
            digest.update(block)
        file.seek(seal.offset_data)
        said, rest = file.read(seal.size), file.read()
        return said == digest.hexdigest().encode() and not rest.strip(b"\0")


def damaged(name: str) -> str:
    return f"This backup is damaged: {name} is not what it was. Nothing was restored."


@contextmanager
def packing(file: Path) -> Iterator[Packer]:
    """Written beside its place and moved there when whole; readable by its owner alone."""
    with tempfile.NamedTemporaryFile(
        dir=file.parent, prefix=f".{file.name}.", delete=False
    ) as held:
        unfinished = Path(held.name)
        try:
            yield Packer(held)
            held.flush()
            os.fsync(held.fileno())
            unfinished.replace(file)
        finally:
            unfinished.unlink(missing_ok=True)


@contextmanager
def opened(path: Path) -> Iterator[Pack]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise Refused(f"The file {path} could not be opened: {error.strerror}.") from error
    with file:
        try:
            tar = tarfile.open(fileobj=file, mode="r:")  # noqa: SIM115  # closed with its file
        except DAMAGE as error:
            raise Refused("This is not a backup of Mercat, or its beginning is damaged.") from error
        yield _read(file, tar)


def _read(file: IO[bytes], tar: tarfile.TarFile) -> Pack:
    before = latest = "its beginning"
    try:
        for entry in tar:
            before, latest = latest, entry.name
    except DAMAGE as error:
        raise Refused(damaged(f"what follows {latest}")) from error
    if (before, latest) != (f"{MANIFEST}.gz", SEAL):
        raise Refused(damaged(f"what follows {latest.removesuffix('.gz')}"))
    try:
        about = json.loads(gzip.decompress(_bytes(tar, f"{MANIFEST}.gz")))
        parts = tuple(Part(**each) for each in about.pop("parts"))
    except DAMAGE as error:
        raise Refused(damaged(MANIFEST)) from error
    return Pack(file, tar, about, parts)


def _bytes(tar: tarfile.TarFile, name: str) -> bytes:
    entry = tar.extractfile(name)
    return entry.read() if entry else b""
