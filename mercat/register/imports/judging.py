"""What an import makes of each row, before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mercat.organisations.models import Department
from mercat.platforms import Account as Recognised
from mercat.platforms import platform_name, recognise
from mercat.register.imports import headings
from mercat.register.imports.rows import Row, shortened
from mercat.register.lifecycle import Status
from mercat.register.models import Account

LANGUAGE = "en"  # of the words in the file


class Outcome(StrEnum):
    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    CONTRADICTION = "contradiction"
    DUPLICATE = "duplicate"
    UNKNOWN_ORGANISATION = "unknown_organisation"
    NOT_AN_ACCOUNT = "not_an_account"


# What only a person can settle.
FOR_A_PERSON = (Outcome.CONTRADICTION, Outcome.UNKNOWN_ORGANISATION, Outcome.NOT_AN_ACCOUNT)


@dataclass(frozen=True, slots=True)
class Judgement:
    row: Row
    outcome: Outcome
    reason: str
    sentence: str = ""  # for people, where the reason is a code
    recognised: Recognised | None = None
    account: Account | None = None  # the one on the register

    def as_json(self) -> dict[str, Any]:
        return {"row": self.row.number, "outcome": self.outcome, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Known:
    """What the organisation's register says already."""

    accounts: dict[tuple[str, str], Account]
    departments: dict[str, Department]  # by each of its names


Reading = tuple[Row, Recognised | Judgement]


def read(rows: Iterable[Row]) -> list[Reading]:
    """Recognise each row: all that can be said of it without the register."""
    return [(row, _recognised(row)) for row in rows]


def _recognised(row: Row) -> Recognised | Judgement:
    named = headings.platforms_named(row.platform) if row.platform else frozenset()
    found = recognise(row.address, platform=next(iter(named)) if len(named) == 1 else None)
    if not isinstance(found, Recognised):
        return Judgement(row, Outcome.NOT_AN_ACCOUNT, str(found.reason.value), found.sentence)
    if len(found.key) > 300 or len(found.handle) > 300 or len(found.url) > 500:
        return Judgement(row, Outcome.NOT_AN_ACCOUNT, "too_long", "This address is too long.")
    if named and found.platform not in named:
        said, is_on = row.platform[:60], platform_name(found.platform)
        return Judgement(
            row, Outcome.CONTRADICTION, f"The file says {said}, the address is on {is_on}."
        )
    return found


def judge(readings: Iterable[Reading], known: Known) -> list[Judgement]:
    first: dict[tuple[str, str], int] = {}
    judged = []
    for row, found in readings:
        if isinstance(found, Judgement):
            judged.append(found)
            continue
        place = (found.platform, found.key)
        earlier = first.setdefault(place, row.number)
        if earlier != row.number:
            reason = f"The same account as row {earlier}."
            judged.append(Judgement(row, Outcome.DUPLICATE, reason, recognised=found))
        else:
            judged.append(_compared(row, found, known.accounts.get(place), known))
    return judged


def _compared(row: Row, found: Recognised, account: Account | None, known: Known) -> Judgement:
    if account is None:
        return Judgement(row, Outcome.NEW, "Not on the register yet.", recognised=found)
    if account.status == Status.OWN:
        return Judgement(row, Outcome.SAME, "A person's own account: an import leaves it alone.")
    if account.status == Status.FALSE:
        return Judgement(
            row, Outcome.CONTRADICTION, "The register says that this account pretends to be us."
        )
    changed = differences(row, account, known)
    if not changed:
        return Judgement(row, Outcome.SAME, "As the register has it.", account=account)
    reason = f"The file gives another {' and '.join(changed)}."
    return Judgement(row, Outcome.CHANGED, reason, recognised=found, account=account)


def differences(row: Row, account: Account, known: Known) -> list[str]:
    """The fields for which the file has something, and something else."""
    department = known.departments.get(row.department.casefold())
    return [
        field
        for field, differs in (
            ("name", row.name and row.name != account.name),
            (
                "department",
                row.department and (department is None or department.pk != account.department_id),
            ),
            ("purpose", row.purpose and row.purpose != account.purpose.get(LANGUAGE)),
        )
        if differs
    ]


def name_of(row: Row, found: Recognised) -> str:
    return row.name or shortened(found.handle, 120)
