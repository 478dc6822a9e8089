"""What stands on somebody's list of work."""

from dataclasses import dataclass
from datetime import date

MOST = 20  # of each kind


@dataclass(frozen=True, slots=True)
class Work:
    title: str
    what: str
    url: str
    due_on: date | None
    tone: str = "wait"
    is_late: bool = False
