import signal
import time
from typing import Any

STEP = 0.1


class Stop:
    """Set when the process is told to end.

    A plain flag: an Event's lock, taken in one signal's handler, would wait for ever in the next
    one's, and Ctrl-C is often followed by SIGTERM.
    """

    def __init__(self) -> None:
        self.told = False
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._tell)

    def _tell(self, *_: Any) -> None:
        self.told = True

    def wait(self, seconds: float) -> bool:
        """Whether it was told, at once or within these seconds."""
        until = time.monotonic() + seconds
        while not self.told and (left := until - time.monotonic()) > 0:
            time.sleep(min(STEP, left))
        return self.told
