"""Three people act on one case, or one passport, at the same moment, round after round: each on a
connection of their own, what fits and what does not. Whoever wins, nothing breaks.

`AT_ONCE=200` plays as many rounds; without it some, in a few seconds.
"""

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from mercat.audit import queries as audit
from mercat.common.refusals import NotAllowed, Refused
from tests.common.together import together
from tests.passports.sequences import acts, invariants
from tests.passports.sequences.scene import Scene, begin
from tests.passports.sequences.test_sequences import Step, fit, steps

ASKED = int(os.environ.get("AT_ONCE", "0"))
AT_ONCE = 3
# Races do not come twice, so that nothing is gained by looking for a shorter example.
SETTINGS = settings(
    max_examples=max(4, ASKED // 10),
    phases=[Phase.generate],
    deadline=None,
    derandomize=not ASKED,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def scene(flushable, council) -> Scene:
    return begin(council)


def calls(scene: Scene, chosen: list[Step]) -> list[tuple[str, Callable[[], None]]]:
    """What each of them does to the thing that the first one names."""
    first = chosen[0]
    things: Any = scene.applications() if first.what == "case" else scene.passports()
    thing = things[first.which % len(things)]
    return [call(scene, thing, step, is_case=first.what == "case") for step in chosen]


def call(scene: Scene, thing: Any, step: Step, *, is_case: bool) -> tuple[str, Callable[[], None]]:
    anything = {**acts.MOVES, **acts.BESIDE} if is_case else acts.ON_PASSPORT
    known = acts.fitting(thing) if is_case and step.fits else anything
    name = sorted(known)[step.act % len(known)]
    act, parts = known[name]
    by = fit(scene, thing, parts, step) if step.fits else scene.people()[step.who % 14]
    # Read anew in each thread: nobody shares an object with another.
    fresh = type(thing).objects.filter(pk=thing.pk)
    return f"{name} by {by.person.name} on {thing}", lambda: act(
        acts.Doing(scene, by, step.pick), fresh.get()
    )


def tried(act: Callable[[], None]) -> Callable[[], bool]:
    def run() -> bool:
        try:
            act()
        except (NotAllowed, Refused):
            return False
        return True

    return run


def test_three_at_once_whatever_they_do_break_nothing(scene):
    won: list[bool] = []

    @SETTINGS
    @given(steps(case=3, passport=2))
    def play(sequence: list[Step]) -> None:
        for start in range(0, len(sequence) - AT_ONCE + 1, AT_ONCE):
            won.extend(round_of(scene, sequence[start : start + AT_ONCE]))
        assert (scene.done, list(invariants.histories())) == (scene.done, [])
        assert (scene.done, list(audit.faults())) == (scene.done, [])

    play()

    assert won.count(True) > len(won) // 10  # otherwise nothing was tried
    assert won.count(False) > len(won) // 10


def round_of(scene: Scene, chosen: list[Step]) -> list[bool]:
    scene.go_on(days=chosen[0].pick % 3)
    names, found = zip(*calls(scene, chosen), strict=True)
    done = together(*(tried(act) for act in found))
    scene.done.append(f"{' | '.join(names)}: {done}")
    assert (scene.done, invariants.faults()) == (scene.done, [])
    return done
