"""What the register, passports and other systems say of an organisation, counted on a day.

found = facts.counted(organisation, on=today)
found["accounts_two_administrators"]      # Count(19, of=24)

A file for each app below; names, units and the version of each query stand in frameworks.facts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mercat.learning.facts import access, passports, practice, register
from mercat.learning.facts.register import Of
from mercat.organisations import queries as organisations
from mercat.organisations.models import Department, Organisation

Counted = tuple[int | None, int]
WAYS: dict[str, Callable[[Of, date], Counted]] = {
    **register.WAYS,
    **passports.WAYS,
    **access.WAYS,
    **practice.WAYS,
}


# What the register and passports keep by department; the other facts are of the organisation alone.
OF_DEPARTMENTS = (
    *register.WAYS,
    *("certified_in_time", "accounts_passport", "learning_passports", "conditions_in_time"),
)


@dataclass(frozen=True, slots=True)
class Count:
    """`number` of `of`; for days the median of so many. None: there was nothing to count."""

    number: int | None
    of: int


def counted(organisation: Organisation, *, on: date) -> dict[str, Count]:
    """All of them. One or two queries each."""
    return {key: Count(*way(Of(organisation), on)) for key, way in WAYS.items()}


def counted_of(department: Department, *, on: date) -> dict[str, Count]:
    """What can be said of it and of the departments below it. One or two queries each."""
    of = Of(department.organisation, frozenset(organisations.below(department)))
    return {key: Count(*WAYS[key](of, on)) for key in OF_DEPARTMENTS}
