"""The report of an import: the same object for people, for programs and for the record."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mercat.register.imports.judging import FOR_A_PERSON, Judgement, Outcome

MOST_SHOWN = 50
WORDS = {
    Outcome.NEW: "new",
    Outcome.SAME: "on the register already, nothing differs",
    Outcome.CHANGED: "on the register already, changed",
    Outcome.CONTRADICTION: "contradict themselves or the register",
    Outcome.DUPLICATE: "stood in an earlier row",
    Outcome.UNKNOWN_ORGANISATION: "of an organisation that is not here",
    Outcome.NOT_AN_ACCOUNT: "not recognised as an account",
}


@dataclass(frozen=True)
class Report:
    judgements: tuple[Judgement, ...]
    kept_as: str = ""  # the name of its private file, when something was changed

    @cached_property
    def counts(self) -> dict[str, int]:
        counted = Counter(each.outcome for each in self.judgements)
        return {str(outcome): counted[outcome] for outcome in Outcome}

    def as_json(self) -> dict[str, Any]:
        return {
            "rows": len(self.judgements),
            "counts": self.counts,
            "report": [each.as_json() for each in self.judgements],
        }

    @cached_property
    def text(self) -> str:
        return json.dumps(self.as_json(), ensure_ascii=False)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def of(self, *outcomes: Outcome) -> list[Judgement]:
        return [each for each in self.judgements if each.outcome in outcomes]

    def lines(self) -> Iterator[str]:
        """For a person at a terminal."""
        yield "1 row" if len(self.judgements) == 1 else f"{len(self.judgements)} rows"
        for outcome in Outcome:
            if self.counts[outcome]:
                yield f"{self.counts[outcome]:>7}  {WORDS[outcome]}"
        yield from self._rows_for_a_person()

    def _rows_for_a_person(self) -> Iterator[str]:
        waiting = self.of(*FOR_A_PERSON)
        if not waiting:
            return
        yield ""
        yield (
            "One row needs a person:"
            if len(waiting) == 1
            else f"{len(waiting)} rows need a person:"
        )
        for each in waiting[:MOST_SHOWN]:
            said = each.sentence or each.reason
            yield f"  row {each.row.number}: {each.row.address[:80]!r}: {said}"
        if len(waiting) > MOST_SHOWN:
            yield f"  and {len(waiting) - MOST_SHOWN} more"
