"""The report of an import: the same object for people, for programs and for the record."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from mercat.register.imports.judging import FOR_A_PERSON, WRITTEN, Judgement, Outcome
from mercat.register.models import Import

MOST_SHOWN = 50
LEFT_OUT = "Left out by hand."
WORDS = {
    Outcome.NEW: "new",
    Outcome.SAME: "on the register already, nothing differs",
    Outcome.CHANGED: "on the register already, changed",
    Outcome.CONTRADICTION: "contradict themselves or the register",
    Outcome.DUPLICATE: "stood in an earlier row",
    Outcome.UNKNOWN_ORGANISATION: "of an organisation that is not here",
    Outcome.NOT_AN_ACCOUNT: "not recognised as an account",
}


class Line(NamedTuple):
    number: int
    outcome: str
    reason: str
    sentence: str
    said: str
    taken: bool = True

    @property
    def why(self) -> str:
        is_left_out = not self.taken and self.outcome in WRITTEN
        return f"{LEFT_OUT} {self.reason}" if is_left_out else self.reason

    def as_json(self) -> dict[str, Any]:
        return {"row": self.number, "outcome": self.outcome, "reason": self.why}


@dataclass(frozen=True)
class Report:
    lines: tuple[Line, ...]
    kept_as: str = ""  # the name of its private file, when something was changed

    @classmethod
    def of_import(cls, source: Import) -> "Report":
        rows = source.rows.order_by("number").values_list(*Line._fields)
        return cls(tuple(map(Line._make, rows.iterator(chunk_size=5000))), file_name(source))

    @classmethod
    def of_judgements(cls, judgements: Iterable[Judgement]) -> "Report":
        return cls(tuple(map(_line, judgements)))

    @cached_property
    def counts(self) -> dict[str, int]:
        counted = Counter(each.outcome for each in self.lines)
        return {outcome.value: counted[outcome] for outcome in Outcome}

    def as_json(self) -> dict[str, Any]:
        return {
            "rows": len(self.lines),
            "counts": self.counts,
            "report": [each.as_json() for each in self.lines],
        }

    @cached_property
    def text(self) -> str:
        return json.dumps(self.as_json(), ensure_ascii=False)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def in_words(self) -> Iterator[str]:
        """For a person at a terminal."""
        yield "1 row" if len(self.lines) == 1 else f"{len(self.lines)} rows"
        for outcome in Outcome:
            if self.counts[outcome]:
                yield f"{self.counts[outcome]:>7}  {WORDS[outcome]}"
        yield from self._rows_for_a_person()

    def _rows_for_a_person(self) -> Iterator[str]:
        waiting = [each for each in self.lines if each.outcome in FOR_A_PERSON]
        if not waiting:
            return
        many = len(waiting)
        yield ""
        yield "One row needs a person:" if many == 1 else f"{many} rows need a person:"
        for each in waiting[:MOST_SHOWN]:
            yield f"  row {each.number}: {each.said[:80]!r}: {each.sentence or each.reason}"
        if many > MOST_SHOWN:
            yield f"  and {many - MOST_SHOWN} more"


def _line(each: Judgement) -> Line:
    row = each.row
    return Line(row.number, each.outcome.value, each.reason, each.sentence, row.address)


def file_name(source: Import) -> str:
    return f"imports/{source.public_id}.json"
