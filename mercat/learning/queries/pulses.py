"""What pulses ask, and what is said in them. Numbers leave here by the rule of five alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from mercat.learning.frameworks import Capability, Indicator
from mercat.learning.lifecycle import ORDER, PulseStatus, Said, WordsState
from mercat.learning.models import LearningAssessment, Pulse, PulseBox, PulseWords
from mercat.learning.queries.small_numbers import groups, in_groups, tenths
from mercat.learning.rules import can_see_all_assessments
from mercat.organisations.models import Membership


@dataclass(frozen=True, slots=True)
class Statement:
    capability: Capability
    indicator: Indicator

    @property
    def key(self) -> str:
        return self.indicator.key


@dataclass(frozen=True, slots=True)
class Result:
    statement: Statement
    tenths: dict[str, int]  # by what was said


@dataclass(frozen=True, slots=True)
class Results:
    """`groups`: the names of the parts in each, and how many people; `people`: of those chosen."""

    groups: list[dict[str, Any]]
    people: int
    rows: list[Result]


def statements_for(assessment: LearningAssessment, audience: str) -> list[Statement]:
    """What a pulse asks: the framework's indicators for this audience, stage by stage."""
    data, chosen = assessment.version.data, assessment.capabilities
    return [
        Statement(capability, indicator)
        for capability in data.capabilities
        if capability.key in chosen
        for stage in data.stages
        for indicator in capability.of(audience, stage.key)
    ]


def statements_of(pulse: Pulse) -> list[Statement]:
    return statements_for(pulse.assessment, pulse.audience)


def public_pulses() -> QuerySet[Pulse]:
    """For whoever has the address: it names the pulse, and nothing of it is secret."""
    return Pulse.objects.select_related(
        "assessment__version", "assessment__organisation", "assessment__department"
    )


def pulses_seen_by(membership: Membership) -> QuerySet[Pulse]:
    found = public_pulses().filter(assessment__organisation=membership.organisation_id)
    if not can_see_all_assessments(membership):
        found = found.filter(moderator=membership.person_id)
    return found.select_related("moderator")


def pulses_of(assessment: LearningAssessment) -> QuerySet[Pulse]:
    return assessment.pulses.order_by("starts_on", "pk")


def pulses_to_moderate(membership: Membership) -> QuerySet[Pulse]:
    """Those with words that this member has still to read."""
    waiting = PulseWords.objects.filter(state=WordsState.WAITING).values("pulse")
    found = Pulse.objects.filter(moderator=membership.person_id, pk__in=waiting)
    found = found.filter(assessment__organisation=membership.organisation_id)
    return found.select_related("assessment").defer("assessment__report", "assessment__version")


def people_in(box: PulseBox | None) -> int:
    """For actions alone: what is shown goes through `results`."""
    return sum(_sizes(box).values())


def _sizes(box: PulseBox | None) -> dict[str, int]:
    return {part: each["people"] for part, each in box.counts.items()} if box else {}


def box_of(pulse: Pulse) -> PulseBox | None:
    """None while it is open: numbers that grow would tell what the latest answer was."""
    return PulseBox.objects.filter(pulse=pulse).first() if not pulse.is_open else None


def results(pulse: Pulse, chosen: Iterable[int] = ()) -> Results | None:
    """None where it is open, too few answered, or the answers are destroyed. One query."""
    box = box_of(pulse)
    sizes = _sizes(box)
    if box is None or not groups(sizes):
        return None
    parts = in_groups(sizes, chosen)
    people = sum(sizes[part] for part in parts)
    said = _added(box, parts)
    rows = [
        Result(each, {key: tenths(said[each.key][key], people) for key in Said.values})
        for each in statements_of(pulse)
    ]
    return Results([_group(pulse, sizes, each) for each in groups(sizes)], people, rows)


def _added(box: PulseBox, parts: Iterable[str]) -> dict[str, Counter[str]]:
    added: dict[str, Counter[str]] = defaultdict(Counter)
    for part in parts:
        for key, counts in box.counts[part]["said"].items():
            added[key].update(counts)
    return added


def _group(pulse: Pulse, sizes: dict[str, int], parts: tuple[str, ...]) -> dict[str, Any]:
    named = [pulse.parts[int(part)] for part in parts if part and int(part) < len(pulse.parts)]
    return {
        "names": named,
        "unsaid": "" in parts,
        "people": sum(sizes[part] for part in parts),
    }


@dataclass(frozen=True, slots=True)
class Words:
    shown: list[str]
    withheld: int
    waiting: int


def words_of(pulse: Pulse) -> Words:
    """Without a tie to an answer, and in the order of the alphabet. One query."""
    rows = list(pulse.words.values_list("text", "state"))
    states = Counter(state for _text, state in rows)
    shown = sorted(text for text, state in rows if state == WordsState.SHOWN)
    return Words(shown, states[WordsState.WITHHELD], states[WordsState.WAITING])


def heard_in(assessment: LearningAssessment) -> dict[str, list[dict[str, Any]]]:
    """By capability, what each audience says of each stage, next to what we say. One query.

    Of all who answered, those who say that it is so from the rule's own answer on. Closed pulses
    alone, and those of five and more; of several for one audience, the latest.
    """
    closed = PulseBox.objects.filter(pulse__assessment=assessment)
    closed = closed.filter(pulse__status=PulseStatus.CLOSED).select_related("pulse")
    latest = {
        box.pulse.audience: box
        for box in closed.order_by("pulse__closed_on", "pulse_id")
        if groups(_sizes(box))
    }
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for box in latest.values():
        asked = defaultdict(list)
        for each in statements_for(assessment, box.pulse.audience):
            asked[each.capability.key].append(each.indicator)
        for capability, indicators in asked.items():
            found[capability].append(_heard(assessment, box, indicators))
    return found


def _heard(
    assessment: LearningAssessment, box: PulseBox, indicators: list[Indicator]
) -> dict[str, Any]:
    people, said = people_in(box), _added(box, box.counts)
    order = [each.value for each in ORDER]
    enough = order[order.index(assessment.version.data.rules.counts_from) :]
    stages: dict[str, int] = {}
    for each in indicators:
        so = tenths(sum(said[each.key][key] for key in enough), people)
        stages[each.stage] = min(so, stages.get(each.stage, so))  # as with teams: the weakest
    closed_on = box.pulse.closed_on
    return {
        "audience": box.pulse.audience,
        "people": people,
        "closed_on": closed_on.isoformat() if closed_on else "",
        "stages": stages,
    }


def to_close(on: Any) -> QuerySet[Pulse]:
    """Those whose last day is past this one, and those whose assessment has ended."""
    opened = Pulse.objects.filter(status=PulseStatus.OPEN, assessment__organisation__sealed_at=None)
    return opened.filter(Q(ends_on__lt=on) | ~Q(assessment__status="open"))
