"""Spans of days or months, and the moment before which what happened is due."""

import calendar
from dataclasses import dataclass
from datetime import datetime, timedelta

MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Period:
    count: int
    unit: str  # days or months

    def before(self, at: datetime) -> datetime:
        """What happened before this moment is older than the period."""
        if self.unit == "days":
            return at - timedelta(days=self.count)
        months = at.year * MONTHS_OF_A_YEAR + at.month - 1 - self.count
        year, month = divmod(months, MONTHS_OF_A_YEAR)
        last = calendar.monthrange(year, month + 1)[1]
        return at.replace(year=year, month=month + 1, day=min(at.day, last))

    def __str__(self) -> str:
        if self.unit == "months" and self.count % MONTHS_OF_A_YEAR == 0:
            return _plural(self.count // MONTHS_OF_A_YEAR, "year")
        return _plural(self.count, self.unit.removesuffix("s"))


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
