"""What an import makes of each row, before anything is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from mercat.common.ids import new_public_id
from mercat.organisations.models import Department, Organisation
from mercat.platforms import Account as Recognised
from mercat.platforms import platform_name, recognise
from mercat.register.imports import headings
from mercat.register.imports.rows import Row, shortened
from mercat.register.lifecycle import Status
from mercat.register.models import Account

LANGUAGE = "en"  # of the words in the file
ADDRESS = ("key", "handle", "url", "kind")  # what a rename changes
NO_STATUS = "An import changes no status. Change it on the account's page."
NO_ENTRY = "The register has no account with this register id. Empty the cell to enter a new one."
OTHER_PLATFORM = "This row gives the account an address on another platform: that is another one."
TAKEN = "Another account on the register has this address already."
FALSE = "The register says that this account pretends to be us."


class Outcome(StrEnum):
    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    CONTRADICTION = "contradiction"
    DUPLICATE = "duplicate"
    UNKNOWN_ORGANISATION = "unknown_organisation"
    NOT_AN_ACCOUNT = "not_an_account"


# What only a person can settle, and what is written.
FOR_A_PERSON = (Outcome.CONTRADICTION, Outcome.UNKNOWN_ORGANISATION, Outcome.NOT_AN_ACCOUNT)
WRITTEN = (Outcome.NEW, Outcome.CHANGED)


class Entry(NamedTuple):
    """An account as the register has it."""

    pk: int
    public_id: str
    platform: str
    key: str
    handle: str
    url: str
    kind: str
    status: str
    name: str
    department: str | None  # its public id
    purpose: dict[str, str]
    audience: dict[str, str]


ENTRY = tuple(f"{name}__public_id" if name == "department" else name for name in Entry._fields)


@dataclass(slots=True)
class Judgement:
    row: Row
    outcome: Outcome
    reason: str
    sentence: str = ""  # for people, where the reason is a code
    found: Recognised | None = None
    entry: Entry | None = None  # the one on the register
    after: dict[str, Any] = field(default_factory=dict)  # what a change writes, by field

    @property
    def before(self) -> dict[str, Any]:
        return {name: getattr(self.entry, name) for name in self.after}

    def as_json(self) -> dict[str, Any]:
        return {"row": self.row.number, "outcome": self.outcome, "reason": self.reason}


Reading = tuple[Row, Recognised | Judgement]


@dataclass
class Register:
    """What the organisation's register says already, asked for some rows at a time."""

    organisation: Organisation
    departments: dict[str, str] = field(default_factory=dict)  # name in small letters: public id
    added: dict[str, str] = field(default_factory=dict)  # of the import: public id: name
    accounts: dict[tuple[str, str], Entry] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)  # by public id
    seen: dict[tuple[str, str], int] = field(default_factory=dict)  # account: the row it stood in

    def __post_init__(self) -> None:
        known = Department.objects.filter(organisation=self.organisation).order_by("-pk")
        for each in known:
            for name in filter(None, each.name.values()):
                self.departments[name.casefold()] = each.public_id
        for public_id, name in self.added.items():
            self.departments.setdefault(name.casefold(), public_id)
        self.own_names = {
            self.organisation.slug,
            *(name.casefold() for name in self.organisation.name.values()),
        }

    def department(self, name: str) -> str:
        """Its public id; of one that is not here yet, the one that it will have."""
        word = name.casefold()
        if not name or word in self.own_names:
            return ""  # a row that names the organisation itself names no department of it
        if word not in self.departments:
            self.departments[word] = new_public_id()
            self.added[self.departments[word]] = name
        return self.departments[word]

    def look_up(self, readings: Iterable[Reading]) -> None:
        """Read what the register says of these rows: a query for each platform among them."""
        keys: dict[str, list[str]] = {}
        ids = {row.entry for row, _ in readings if row.entry}
        for _, found in readings:
            if isinstance(found, Recognised):
                keys.setdefault(found.platform, []).append(found.key)
        ours = Account.objects.filter(organisation=self.organisation)
        entries = [
            Entry(*each)
            for platform, some in sorted(keys.items())
            for each in ours.filter(platform=platform, key__in=some).values_list(*ENTRY)
        ]
        self.accounts = {(each.platform, each.key): each for each in entries}
        named = ours.filter(public_id__in=ids).values_list(*ENTRY) if ids else ()
        self.entries = {each.public_id: each for each in map(Entry._make, named)}


def read(rows: Iterable[Row]) -> list[Reading]:
    """Recognise each row: all that can be said of it without the register."""
    return [(row, _recognised(row)) for row in rows]


def _recognised(row: Row) -> Recognised | Judgement:
    named = headings.platforms_named(row.platform) if row.platform else frozenset()
    found = recognise(row.address, platform=next(iter(named)) if len(named) == 1 else None)
    if not isinstance(found, Recognised):
        return Judgement(row, Outcome.NOT_AN_ACCOUNT, found.reason.value, found.sentence)
    if len(found.key) > 300 or len(found.handle) > 300 or len(found.url) > 500:
        return Judgement(row, Outcome.NOT_AN_ACCOUNT, "too_long", "This address is too long.")
    if named and found.platform not in named:
        said, is_on = row.platform[:60], platform_name(found.platform)
        reason = f"The file says {said}, the address is on {is_on}."
        return Judgement(row, Outcome.CONTRADICTION, reason)
    return found


def judge(readings: list[Reading], register: Register) -> Iterator[Judgement]:
    register.look_up(readings)
    for row, found in readings:
        yield found if isinstance(found, Judgement) else _placed(row, found, register)


def _placed(row: Row, found: Recognised, register: Register) -> Judgement:
    place = (found.platform, found.key)
    earlier = register.seen.setdefault(place, row.number)
    if earlier != row.number:
        reason = f"The same account as row {earlier}."
        return Judgement(row, Outcome.DUPLICATE, reason, found=found)
    entry = register.accounts.get(place)
    if row.entry:
        return _of_entry(row, found, entry, register)
    if entry is None:
        return Judgement(row, Outcome.NEW, "Not on the register yet.", found=found)
    return compared(row, found, entry, register)


def _of_entry(row: Row, found: Recognised, there: Entry | None, register: Register) -> Judgement:
    """A row of the register's own export, perhaps edited."""
    entry = register.entries.get(row.entry)
    fault = ""
    if entry is None:
        fault = NO_ENTRY
    elif row.status and row.status not in {entry.status, Status(entry.status).label}:
        fault = NO_STATUS
    elif found.platform != entry.platform:
        fault = OTHER_PLATFORM
    elif there is not None and there.pk != entry.pk:
        fault = TAKEN
    if fault or entry is None:
        return Judgement(row, Outcome.CONTRADICTION, fault, found=found)
    return compared(row, found, entry, register)


def compared(row: Row, found: Recognised, entry: Entry, register: Register) -> Judgement:
    if entry.status == Status.OWN:
        reason = "A person's own account: an import leaves it alone."
        return Judgement(row, Outcome.SAME, reason, found=found)
    if entry.status == Status.FALSE:
        return Judgement(row, Outcome.CONTRADICTION, FALSE, found=found)
    after = _changes(row, found, entry, register)
    if not after:
        return Judgement(row, Outcome.SAME, "As the register has it.", found=found, entry=entry)
    words = ["address" if name == "key" else name for name in after if name not in ADDRESS[1:]]
    reason = f"The file gives another {' and '.join(words)}."
    return Judgement(row, Outcome.CHANGED, reason, found=found, entry=entry, after=after)


def _changes(row: Row, found: Recognised, entry: Entry, register: Register) -> dict[str, Any]:
    """The fields for which the file has something, and something else."""
    after: dict[str, Any] = {}
    if found.key != entry.key:
        after |= {name: getattr(found, name) for name in ADDRESS}
    if row.name and row.name != entry.name:
        after["name"] = row.name
    department = register.department(row.department)
    if department and department != entry.department:
        after["department"] = department
    for name in ("purpose", "audience"):
        said, was = getattr(row, name), getattr(entry, name)
        if said and said != was.get(LANGUAGE):
            after[name] = {**was, LANGUAGE: said}
    return after


def name_of(row: Row, found: Recognised) -> str:
    return row.name or shortened(found.handle, 120)
