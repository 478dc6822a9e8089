"""What a long export says while it works."""

import time
from collections.abc import Callable

EVERY = 500  # addresses


class Progress:
    def __init__(self, count: int, say: Callable[[str], object]) -> None:
        self.count, self.say = count, say
        self.first: tuple[int, float] | None = None
        self.next = 0

    def __call__(self, number: int) -> None:
        """`number`: how far down the list somebody is now."""
        self.first = self.first or (number, time.monotonic())
        if number >= self.next:
            self.say(f"{number} of {self.count} addresses{self._left(*self.first, number)}")
            self.next = number - number % EVERY + EVERY

    def _left(self, first: int, since: float, number: int) -> str:
        """From what was done since this run began; the first few pages say nothing yet."""
        if number - first < EVERY:
            return ""
        seconds = (time.monotonic() - since) * (self.count - number) / (number - first)
        return f", about {seconds / 60:.0f} minutes left" if seconds > 90 else ""
