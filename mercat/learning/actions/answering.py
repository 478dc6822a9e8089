"""An answer to a pulse is counted and not kept: no row of its own, no event, no time, nobody.

It is told the day, to see whether the pulse is open, and writes nothing down of that either.
"""

from bisect import insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.common.refusals import Refused
from mercat.learning import queries
from mercat.learning.actions.pulses import hash_of_card, opened_pulse
from mercat.learning.lifecycle import Door, Said
from mercat.learning.models import Pulse, PulseBox, PulseCard
from mercat.organisations.models import Membership


@dataclass(frozen=True, slots=True)
class Answer:
    """`part`: the number of one of the pulse's parts, or nothing."""

    said: Mapping[str, str]
    part: str = ""
    words: str = ""
    written: list[str] = field(default_factory=list)


def is_taking_answers(pulse: Pulse, *, on: date) -> bool:
    return pulse.is_open and pulse.assessment.is_open and pulse.starts_on <= on <= pulse.ends_on


@transaction.atomic
def answer_pulse(*, pulse: Pulse, answer: Answer, code: str, on: date) -> None:
    """No `by` and no `at`: there is nobody to name and no time to note."""
    if not is_taking_answers(pulse, on=on):
        raise Refused(_("This pulse takes no answers today."))
    box = _locked_box(pulse)
    if pulse.door == Door.CARDS:
        _use_up(pulse, code)
    _count(box, [answer])


def _use_up(pulse: Pulse, code: str) -> None:
    used, _rows = PulseCard.objects.filter(
        pulse=pulse, token_hash=hash_of_card(pulse, code)
    ).delete()
    if not used:
        raise Refused(_("This code was used already, or it is on no card of ours."))


def is_living_card(pulse: Pulse, code: str) -> bool:
    return PulseCard.objects.filter(pulse=pulse, token_hash=hash_of_card(pulse, code)).exists()


@transaction.atomic
def type_in(*, pulse: Pulse, answers: list[Answer], by: Membership, at: datetime) -> None:
    """What came back on paper, all together; the event says that, and no numbers."""
    pulse = opened_pulse(pulse, by=by)
    if not pulse.assessment.is_open or pulse.starts_on > pulse.assessment.organisation.day(at):
        raise Refused(_("This pulse takes no answers today."))
    _count(_locked_box(pulse), answers)
    audit.record(
        "learning.pulse.typed_in",
        subject=pulse,
        organisation=pulse.assessment.organisation,
        by=by.person,
        at=at,
    )


def _locked_box(pulse: Pulse) -> PulseBox:
    locked = PulseBox.objects.select_for_update(of=("self",))
    box = locked.select_related("pulse__assessment__version").get(pulse=pulse)
    if not box.pulse.is_open:
        raise Refused(_("This pulse takes no answers today."))
    return box


def _count(box: PulseBox, answers: Iterable[Answer]) -> None:
    keys = [each.key for each in queries.statements_of(box.pulse)]
    for answer in answers:
        _add(box.counts, answer, keys)
        for words in filter(None, [answer.words, *answer.written]):
            insort(box.words, words)
    box.counts = _in_order(box.counts)
    box.save(update_fields=["counts", "words"])


def _in_order(counts: Any) -> Any:
    """By the alphabet: SQLite keeps the order of keys, which would be that of the answers."""
    if isinstance(counts, dict):
        return {key: _in_order(counts[key]) for key in sorted(counts)}
    return counts


def _add(counts: dict[str, Any], answer: Answer, keys: list[str]) -> None:
    """Who left a statement out cannot say: else those who did not would be a group of their own."""
    group = counts.setdefault(answer.part, {"people": 0, "said": {}})
    group["people"] += 1
    for key in keys:
        said = answer.said.get(key) or Said.CANT_SAY.value
        tally = group["said"].setdefault(key, {})
        tally[said] = tally.get(said, 0) + 1
