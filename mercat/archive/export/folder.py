"""Where the files go: each in one step, and only when it is not there as it shall be."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

PIECE = 1 << 20


class Target:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.written = 0

    def put(self, name: str, content: bytes) -> str:
        """Returns the SHA-256. A file that says this already is let be, with its date."""
        path = self.root / name
        if not self._says(path, content):
            beside = self._beside(path)
            beside.write_bytes(content)
            self._replace(path, beside)
        return sha256(content).hexdigest()

    def put_pieces(self, name: str, pieces: Iterable[bytes]) -> str:
        """The same for what may be long; it is written before anybody knows what was there."""
        path, found = self.root / name, sha256()
        beside = self._beside(path)
        with beside.open("wb") as file:
            for piece in pieces:
                found.update(piece)
                file.write(piece)
        if path.is_file() and self.digest(name) == found.hexdigest():
            beside.unlink()
        else:
            self._replace(path, beside)
        return found.hexdigest()

    def _beside(self, path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.with_name(f".{path.name}.{os.getpid()}.new")

    def _replace(self, path: Path, beside: Path) -> None:
        os.replace(beside, path)
        self.written += 1

    def _says(self, path: Path, content: bytes) -> bool:
        try:
            return path.stat().st_size == len(content) and path.read_bytes() == content
        except (FileNotFoundError, NotADirectoryError):
            return False

    def digest(self, name: str) -> str:
        found = sha256()
        with (self.root / name).open("rb") as file:
            while piece := file.read(PIECE):
                found.update(piece)
        return found.hexdigest()

    def names(self, inside: str = "") -> Iterator[str]:
        """In no order, one at a time: a folder may hold very many."""
        with os.scandir(self.root / inside) as found:
            for each in found:
                name = f"{inside}/{each.name}" if inside else each.name
                if each.is_dir(follow_symlinks=False):
                    yield from self.names(name)
                else:
                    yield name

    def remove(self, name: str) -> None:
        """With the folders that it leaves empty."""
        path = self.root / name
        path.unlink()
        with suppress(OSError):  # the first one that holds something else
            for folder in path.relative_to(self.root).parents:
                if folder.name:
                    (self.root / folder).rmdir()
