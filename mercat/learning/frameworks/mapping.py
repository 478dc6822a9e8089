"""What became of the indicators of one version in another: who came from whom.

became = mapping.between(old, new, known)
became.olds("keys_1")     # the indicators of the old version that it came from
became.change("keys_1")   # same, reworded, split, merged or new
became.dropped()          # the old ones that nothing came from

A version says in its file how it came from earlier ones. Where the file leaves an indicator out,
it is the same if key and text are. Known versions in between are gone through one by one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from mercat.learning.frameworks.model import Framework, Indicator

Pairs = frozenset[tuple[str, str]]  # the old key, the new one


@dataclass(frozen=True, slots=True)
class Became:
    old: Framework
    new: Framework
    pairs: Pairs

    def olds(self, key: str) -> list[Indicator]:
        """In the order of the old version."""
        came_from = {old for old, new in self.pairs if new == key}
        return [each for name, each in self.old.indicators().items() if name in came_from]

    def news(self, key: str) -> list[Indicator]:
        became = {new for old, new in self.pairs if old == key}
        return [each for name, each in self.new.indicators().items() if name in became]

    def change(self, key: str) -> str:
        """Of an indicator of the new version."""
        olds = self.olds(key)
        if not olds:
            return "new"
        if len(olds) > 1:
            return "merged"
        if len(self.news(olds[0].key)) > 1:
            return "split"
        return "same" if olds[0].text == self.new.indicators()[key].text else "reworded"

    def dropped(self) -> list[Indicator]:
        kept = {old for old, _new in self.pairs}
        return [each for key, each in self.old.indicators().items() if key not in kept]

    def capability_before(self, key: str) -> str:
        """The old capability that most of this one came from; empty: from none."""
        if self.old.capability(key):
            return key
        capability = self.new.capability(key)
        own = {each.key for each in capability.indicators} if capability else set()
        came_from = {old for old, new in self.pairs if new in own}
        counts = {
            each.key: len(came_from & {one.key for one in each.indicators})
            for each in self.old.capabilities
        }
        best = max(counts, key=lambda each: counts[each], default="")
        return best if counts.get(best) else ""


def between(old: Framework, new: Framework, known: Iterable[Framework] = ()) -> Became:
    """`known`: versions of the same framework, through which the way may lead."""
    by_number = {each.version: each for each in [*known, old, new]}
    way = _way(old.version, new, by_number)
    pairs = frozenset((key, key) for key in old.indicators())
    for before, after in pairwise(way):
        pairs = _joined(pairs, step(before, after))
    return Became(old, new, pairs)


def step(old: Framework, new: Framework) -> Pairs:
    """By what the new version's file says of the old one, and by equal keys and texts."""
    changes = new.mappings.get(old.version, ())
    told = {(a, b) for each in changes for a in each.old for b in each.new}
    spoken_of = {key for each in changes for key in each.old}
    made = {key for each in changes for key in each.new}
    here, was = new.indicators(), old.indicators()
    silent = {
        (key, key)
        for key in set(was) & set(here) - made
        if key not in spoken_of and was[key].text == here[key].text
    }
    return frozenset(told | silent)


def _joined(first: Pairs, then: Pairs) -> Pairs:
    return frozenset((a, c) for a, b in first for again, c in then if b == again)


def _way(start: str, new: Framework, known: Mapping[str, Framework]) -> list[Framework]:
    """The shortest chain of versions that are mapped one to the next; else straight there."""
    if start == new.version:
        return [known[start]]
    ways, seen = [[new]], {new.version}
    while ways:
        way = ways.pop(0)
        for number in way[0].mappings:
            if number == start:
                return [known[start], *way]
            if number in known and number not in seen:
                seen.add(number)
                ways.append([known[number], *way])
    return [known[start], new]
