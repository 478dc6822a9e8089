"""The rule of five, in one place: nothing is said of one to four people, nor can it be worked out.

People stand in parts, each in one. What is shown is cut into groups of whole parts, so that each
group has five people or more. Whoever adds groups up or takes them from one another, the total
included, comes to no people or to five and more, because all that can be reached so is groups.
"""

from collections.abc import Iterable, Mapping

FEWEST = 5


def groups(sizes: Mapping[str, int]) -> list[tuple[str, ...]]:
    """Parts that are shown alone, the largest first, then all the others as one. Perhaps none."""
    if sum(sizes.values()) < FEWEST:
        return []
    alone = sorted((each for each in sizes if sizes[each] >= FEWEST), key=lambda e: (-sizes[e], e))
    others = [each for each in sizes if sizes[each] < FEWEST]
    while alone and 0 < sum(sizes[each] for each in others) < FEWEST:
        others.append(alone.pop())  # the smallest hides those that are too few
    rest = tuple(sorted(others))
    return [*((each,) for each in alone), *([rest] if any(sizes[each] for each in rest) else [])]


def tenths(count: int, people: int) -> int:
    """How many in ten, so that a number never stands for one person."""
    return (20 * count + people) // (2 * people)


def in_fives(people: int) -> int:
    """At least so many; nobody sees the next one come in."""
    return people // FEWEST * FEWEST


def in_groups(sizes: Mapping[str, int], chosen: Iterable[int]) -> tuple[str, ...]:
    """The parts of the groups with these numbers; all of them where none is chosen."""
    found = groups(sizes)
    wanted = [number for number in dict.fromkeys(chosen) if 0 <= number < len(found)]
    return tuple(part for number in (wanted or range(len(found))) for part in found[number])
