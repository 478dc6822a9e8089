"""What became of the indicators of one version in another: who came from whom.

became = mapping.between(old, new, known)
became.olds("keys_1")     # the indicators of the old version that it came from
became.change("keys_1")   # same, reworded, split, merged or new
became.dropped()          # the old ones that nothing came from

A version says in its file how it came from earlier ones. Where the file leaves an indicator out,
it is the same if key and text are. Known versions in between are gone through one by one.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, TypeAlias

from mercat.learning.frameworks.model import Framework, Indicator

Pairs: TypeAlias = frozenset[tuple[str, str]]  # the old key, the new one
Link: TypeAlias = tuple[Sequence[str], Sequence[str]]  # old keys, new keys
MOST_AT_ONCE = 200


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
    told = [(each.old, each.new) for each in new.mappings.get(old.version, ())]
    return related(told, texts(old), texts(new))


def texts(framework: Framework) -> dict[str, str]:
    return {key: each.text for key, each in framework.indicators().items()}


def related(links: Iterable[Link], was: Mapping[str, str], here: Mapping[str, str]) -> Pairs:
    """`links`: what was told; `was` and `here`: the indicators' texts before and now."""
    links = list(links)
    told = {(a, b) for olds, news in links for a in olds for b in news}
    spoken_of = {key for olds, _news in links for key in olds}
    made = {key for _olds, news in links for key in news}
    silent = {
        (key, key)
        for key in set(was) & set(here) - made
        if key not in spoken_of and was[key] == here[key]
    }
    return frozenset(told | silent)


def changes(pairs: Pairs, was: Mapping[str, str], here: Mapping[str, str]) -> list[dict[str, Any]]:
    """As a file tells them: what is the same by key and text needs no line.

    A relation that both splits and merges an indicator cannot be told; see `is_tellable`.
    """
    news = {old: [new for new in here if (old, new) in pairs] for old in was}
    olds = {new: [old for old in was if (old, new) in pairs] for new in here}
    told = [
        change
        for old in was
        for change in _told(old, news[old], olds, was, here)
        if len(news[old]) != 1 or olds[news[old][0]][0] == old  # a merged one is told once
    ]
    told += [{"change": "dropped", "old": some} for some in _some(was, news)]
    return told + [{"change": "new", "new": some} for some in _some(here, olds)]


def is_tellable(pairs: Pairs) -> bool:
    """Each indicator is split, or merged, or neither; never both."""
    olds, news = Counter(old for old, _new in pairs), Counter(new for _old, new in pairs)
    return not any(olds[old] > 1 and news[new] > 1 for old, new in pairs)


def _told(
    old: str,
    news: list[str],
    olds: Mapping[str, list[str]],
    was: Mapping[str, str],
    here: Mapping[str, str],
) -> Iterator[dict[str, Any]]:
    if len(news) > 1:
        yield {"change": "split", "old": [old], "new": news}
    elif news and len(olds[news[0]]) > 1:
        yield {"change": "merged", "old": olds[news[0]], "new": news}
    elif news and was[old] != here[news[0]]:
        yield {"change": "reworded", "old": [old], "new": news}
    elif news and news != [old]:
        yield {"change": "same", "old": [old], "new": news}


def _some(keys: Iterable[str], linked: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """Those that are linked to nothing, as many together as a change may hold."""
    alone = iter([key for key in keys if not linked[key]])
    while some := list(islice(alone, MOST_AT_ONCE)):
        yield some


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
