"""Where the files go: a folder, or any storage that Django knows, such as a bucket."""

import os
import shutil
from pathlib import Path
from typing import Protocol

from django.core.files.base import ContentFile
from django.core.files.storage import Storage


class Place(Protocol):
    @property
    def name(self) -> str: ...

    def read(self, path: str) -> bytes | None: ...

    def write(self, path: str, content: bytes) -> None:
        """In one step: whoever reads gets the old file or the new one."""

    def settle(self) -> None:
        """All that was written so far stays, whatever happens next."""

    def generations(self) -> list[str]: ...

    def remove(self, generation: str) -> None: ...


class Folder:
    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.root.mkdir(parents=True, exist_ok=True)
        self._made: set[str] = set()

    @property
    def name(self) -> str:
        return str(self.root)

    def read(self, path: str) -> bytes | None:
        try:
            with open(os.path.join(self.root, path), "rb") as file:
                return file.read()
        except FileNotFoundError:
            return None

    def write(self, path: str, content: bytes) -> None:
        folder, _, name = path.rpartition("/")
        if folder not in self._made:
            (self.root / folder).mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        beside = os.path.join(self.root, folder, f".{name}.new")  # a Path for each costs a tenth
        with open(beside, "wb") as file:
            file.write(content)
        os.replace(beside, os.path.join(self.root, path))

    def settle(self) -> None:
        os.sync()

    def generations(self) -> list[str]:
        return [each.name for each in self.root.iterdir() if each.is_dir()]

    def remove(self, generation: str) -> None:
        shutil.rmtree(self.root / generation)


class Bucket:
    """A storage replaces an object in one step; it must be set to overwrite."""

    def __init__(self, name: str, storage: Storage) -> None:
        self._name, self.storage = name, storage

    @property
    def name(self) -> str:
        return self._name

    def read(self, path: str) -> bytes | None:
        try:
            with self.storage.open(path) as file:
                content: bytes = file.read()
        except FileNotFoundError:
            return None
        return content

    def write(self, path: str, content: bytes) -> None:
        kept = self.storage.save(path, ContentFile(content))
        if kept != path:
            self.storage.delete(kept)
            raise FileExistsError(f"{self._name} keeps {path} and does not replace it")

    def settle(self) -> None:
        """What a storage has taken is there."""

    def generations(self) -> list[str]:
        return self.storage.listdir("")[0]

    def remove(self, generation: str) -> None:
        for name in self.storage.listdir(generation)[1]:
            self.storage.delete(f"{generation}/{name}")
        self.storage.delete(generation)  # some storages have folders
