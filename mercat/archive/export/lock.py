"""One export at a time into one folder."""

import fcntl
import time
from pathlib import Path

PATIENCE = 60  # seconds that helpers of a killed run have to notice


class Busy(Exception):
    """Another export writes into this folder."""


class Lock:
    """Helpers inherit it, so it is free when the last of them has ended, however that was."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("w")

    def take(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self._is_mine():
            if time.monotonic() > until:
                raise Busy
            time.sleep(0.1)

    def _is_mine(self) -> bool:
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def leave(self) -> None:
        self.file.close()
