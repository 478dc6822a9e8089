"""Where the files go: each in one step, and only when it is not there as it shall be."""

import os
from hashlib import sha256
from pathlib import Path


class Target:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.written = 0

    def put(self, name: str, content: bytes) -> str:
        """Returns the SHA-256. A file that says this already is let be, with its date."""
        digest = sha256(content).hexdigest()
        path = self.root / name
        if not self._says(path, content):
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.{os.getpid()}.new")
            beside.write_bytes(content)
            os.replace(beside, path)
            self.written += 1
        return digest

    def _says(self, path: Path, content: bytes) -> bool:
        try:
            return path.stat().st_size == len(content) and path.read_bytes() == content
        except (FileNotFoundError, NotADirectoryError):
            return False

    def digest(self, name: str) -> str:
        found = sha256()
        with (self.root / name).open("rb") as file:
            while piece := file.read(1 << 20):
                found.update(piece)
        return found.hexdigest()

    def names(self) -> list[str]:
        return [
            path.relative_to(self.root).as_posix()
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        ]
