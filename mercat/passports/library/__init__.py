"""What may be chosen from when something is decided: YAML files, read once."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
USUAL_WORKING_DAYS = 20  # for a condition of one's own
MOST_CONDITIONS = 20
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Offered:
    """A condition that can be chosen."""

    key: str
    text: str
    working_days: int
    check: str = ""  # what the register can see by itself


@dataclass(frozen=True, slots=True)
class Term:
    """A condition as it was chosen or written, before it is a row."""

    text: str
    due_on: date
    key: str = ""

    @property
    def check(self) -> str:
        return next((each.check for each in conditions() if each.key == self.key), "")


@lru_cache
def conditions() -> tuple[Offered, ...]:
    return tuple(Offered(**each) for each in _read("conditions"))


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence that an organisation begins with."""

    criterion: str
    suits: str
    text: str


@lru_cache
def reasons() -> tuple[Reason, ...]:
    return tuple(Reason(**each) for each in _read("reasons"))


def _read(name: str) -> list[dict[str, Any]]:
    with (FOLDER / f"{name}.yaml").open(encoding="utf-8") as file:
        content: list[dict[str, Any]] = yaml.safe_load(file)
    return content
