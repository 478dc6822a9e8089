"""What the register, passports and other systems say of an organisation, counted on a day.

found = facts.counted(organisation, on=today)
found["accounts_two_administrators"]      # Count(19, of=24)

A file for each app below; names, units and the version of each query stand in frameworks.facts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mercat.learning.facts import access, passports, practice, register
from mercat.organisations.models import Organisation

Counted = tuple[int | None, int]
WAYS: dict[str, Callable[[Organisation, date], Counted]] = {
    **register.WAYS,
    **passports.WAYS,
    **access.WAYS,
    **practice.WAYS,
}


@dataclass(frozen=True, slots=True)
class Count:
    """`number` of `of`; for days the median of so many. None: there was nothing to count."""

    number: int | None
    of: int


def counted(organisation: Organisation, *, on: date) -> dict[str, Count]:
    """All of them. One or two queries each."""
    return {key: Count(*way(organisation, on)) for key, way in WAYS.items()}
