"""Where the files go: a folder, or any storage that Django knows, such as a bucket."""

import os
import shutil
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

from django.core.files.base import ContentFile
from django.core.files.storage import Storage

AT_ONCE, MOST_WAITING = 16, 64  # objects


class Place(Protocol):
    @property
    def name(self) -> str: ...

    def read(self, path: str) -> bytes | None: ...

    def write(self, path: str, content: bytes) -> None:
        """In one step: whoever reads gets the old file or the new one. Perhaps a little later."""

    def settle(self) -> None:
        """All that was written so far is there, and stays, whatever happens next."""

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
    """A storage replaces an object in one step; it must be set to overwrite.

    Some objects are on their way at once, as each takes long to answer and a nation has 65,536.
    """

    def __init__(self, name: str, storage: Storage) -> None:
        self._name, self.storage = name, storage
        self._writers = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="publish")
        self._on_their_way: deque[Future[None]] = deque()

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
        if len(self._on_their_way) >= MOST_WAITING:  # so that memory does not grow
            self._on_their_way.popleft().result()
        self._on_their_way.append(self._writers.submit(self._write, path, content))

    def _write(self, path: str, content: bytes) -> None:
        kept = self.storage.save(path, ContentFile(content))
        if kept != path:
            self.storage.delete(kept)
            raise FileExistsError(f"{self._name} keeps {path} and does not replace it")

    def settle(self) -> None:
        """What a storage has taken is there."""
        while self._on_their_way:
            self._on_their_way.popleft().result()

    def generations(self) -> list[str]:
        return self.storage.listdir("")[0]

    def remove(self, generation: str) -> None:
        for name in self.storage.listdir(generation)[1]:
            self.storage.delete(f"{generation}/{name}")
        self.storage.delete(generation)  # some storages have folders
