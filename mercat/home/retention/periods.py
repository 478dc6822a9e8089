"""Spans of days or months, and the moment before which what happened is due."""

import calendar
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

MONTHS_OF_A_YEAR = 12
UNITS = {"hours": _("hours"), "days": _("days"), "months": _("months")}


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
            count = self.count // MONTHS_OF_A_YEAR
            return ngettext("{count} year", "{count} years", count).format(count=count)
        said = {
            "hours": ngettext("{count} hour", "{count} hours", self.count),
            "days": ngettext("{count} day", "{count} days", self.count),
            "months": ngettext("{count} month", "{count} months", self.count),
        }
        return said[self.unit].format(count=self.count)
