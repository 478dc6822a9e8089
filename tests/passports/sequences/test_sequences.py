"""Whatever several people do to several cases, in whatever order: nothing breaks.

`SEQUENCES=2000` tries as many; without it some, in a few seconds.
"""

import os
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mercat.audit import queries as audit
from mercat.audit.models import Event
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations import actions as organisations
from mercat.passports import actions
from mercat.passports.lifecycle import ENDED, Kind, Status, moves_of
from mercat.passports.models import Application, Passport, Vote
from tests.passports.sequences import acts, invariants
from tests.passports.sequences.scene import Scene, begin

ASKED = int(os.environ.get("SEQUENCES", "0"))
SETTINGS = settings(
    max_examples=ASKED or 5,
    deadline=None,
    derandomize=not ASKED,
    suppress_health_check=list(HealthCheck),
)
JOBS = (
    actions.expire_passports,
    actions.give_notice,
    actions.fall_back,
    actions.chase_answers,
    actions.take_up,
    actions.remind,
    actions.chase_conditions,
    actions.tell_of_ended_emergencies,
)
LEAVERS = ("third", "other_clerk", "second")
# To those who sit on a case, or did.
PANELS = [f"passports/{each}" for each in ("panel", "vote_again", "objection", "reminder")]
REMINDERS = ("passports/reminder", "passports/new_date")


@dataclass(frozen=True)
class Step:
    """`fits`: what the tables allow, by whom it is for; otherwise anything, by anybody."""

    what: str
    which: int
    act: int
    who: int
    pick: int
    fits: bool


def steps(**weights: int) -> Any:
    what = [name for name, weight in weights.items() for _ in range(weight)]
    small = st.integers(0, 30)
    often = st.sampled_from([True, True, True, True, False])
    return st.lists(
        st.builds(Step, st.sampled_from(what), small, small, small, small, often),
        min_size=20,
        max_size=40,
    )


def live(scene: Scene, step: Step) -> None:
    """One step; what is refused leaves no trace."""
    scene.go_on()
    before = Event.objects.count(), OutboxMail.objects.count()
    try:
        done = {"case": on_case, "passport": on_passport}.get(step.what, by_itself)(scene, step)
    except (NotAllowed, Refused):
        assert (Event.objects.count(), OutboxMail.objects.count()) == before
        return
    scene.done.append(done)
    if ASKED or len(scene.done) % 5 == 0:
        assert (scene.done, invariants.faults()) == (scene.done, [])


def on_case(scene: Scene, step: Step) -> str:
    cases = scene.applications()
    case = cases[step.which % len(cases)]
    known = acts.fitting(case) if step.fits else {**acts.MOVES, **acts.BESIDE}
    return act_on(case, known, scene, step)


def on_passport(scene: Scene, step: Step) -> str:
    passports = scene.passports()
    return act_on(passports[step.which % len(passports)], acts.ON_PASSPORT, scene, step)


def act_on(thing: Any, known: dict[str, Any], scene: Scene, step: Step) -> str:
    name = sorted(known)[step.act % len(known)]
    act, parts = known[name]
    by = fit(scene, thing, parts, step) if step.fits else scene.people()[step.who % 14]
    act(acts.Doing(scene, by, step.pick), thing)
    return f"{name} by {by.person.name} on {thing.pk}"


def fit(scene: Scene, thing: Any, parts: tuple[str, ...], step: Step) -> Any:
    part = parts[step.who % len(parts)]
    if part == "applies":
        return scene.member(thing.applicant_id)
    if part == "holds":
        return scene.member(thing.holder_id)
    return scene.council.members[part]


def by_itself(scene: Scene, step: Step) -> str:
    if step.what == "leaves":
        member = scene.council.members[LEAVERS[step.who % len(LEAVERS)]]
        member.refresh_from_db()
        if member.ended_at is None:
            organisations.end_membership(membership=member, by=None, at=scene.at)
            scene.left[member.person.email] = scene.at
        return f"{member.person.name} has left"
    scene.go_on(days=1 + step.pick % 12)
    latest = OutboxMail.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    for job in JOBS:
        job(at=scene.at)
    reminded = OutboxMail.objects.filter(pk__gt=latest, purpose__in=REMINDERS)
    for path in reminded.values_list("context__path", flat=True):
        case = Application.objects.get(public_id=path.rstrip("/").rpartition("/")[2])
        assert case.status in {Status.SUBMITTED, Status.IN_PANEL}
    return f"it is {scene.at:%j %Y}"


def check_end(scene: Scene) -> None:
    """What is dear to ask; and that everybody can still get out."""
    assert (scene.done, list(invariants.histories())) == (scene.done, [])
    assert (scene.done, list(invariants.reminded_twice())) == (scene.done, [])
    assert (scene.done, list(audit.faults())) == (scene.done, [])
    for email, at in scene.left.items():
        sent = OutboxMail.objects.filter(to=email, created_at__gt=at, purpose__in=PANELS)
        assert (scene.done, list(sent.values_list("purpose", flat=True))) == (scene.done, [])
    for case in scene.applications():
        if case.is_open:
            by = scene.member(case.applicant_id)
            actions.withdraw(application=case, reason="", by=by, at=scene.at)
    for passport in Passport.objects.filter(status__in=["active", "suspended"]):
        by = scene.member(passport.holder_id)
        actions.surrender(passport=passport, by=by, at=scene.at)
    assert (scene.done, invariants.faults()) == (scene.done, [])


def play(council: Any, sequence: list[Step]) -> None:
    """In a transaction of its own, which is taken back."""
    with transaction.atomic():
        scene = Scene(council)
        for step in sequence:
            live(scene, step)
        check_end(scene)
        transaction.set_rollback(True)


@pytest.fixture
def at_work(council):
    begin(council)
    return council


@SETTINGS
@given(steps(case=12, passport=1, time=1, leaves=0))
def test_cases_whatever_is_done_to_them_keep_every_promise(at_work, sequence):
    play(at_work, sequence)


@SETTINGS
@given(steps(case=4, passport=10, time=3, leaves=1))
def test_passports_whatever_is_done_to_them_keep_every_promise(at_work, sequence):
    play(at_work, sequence)


def test_every_move_of_every_table_is_made_here():
    assert acts.of_tables() == {*acts.MOVES, *acts.ON_PASSPORT, *acts.OTHERWISE} - {
        "settle",
        "begin_renewal",
        "begin_change",
        "renew",
        "appeal",
    }


@pytest.mark.parametrize("kind", Kind)
def test_every_open_state_of_every_kind_has_the_applicant_s_exit(kind):
    moves = moves_of(kind)
    states = {state for move in moves for state in (move.old, move.new)} - {"", *ENDED}

    exits = {move.old for move in moves if move.action == "withdraw"}

    assert exits == states


def test_invariants_say_what_is_wrong(at_work):
    """Otherwise the sequences would prove nothing."""
    first, second = Passport.objects.exclude(decision=None).order_by("pk")
    assert invariants.faults() == []
    Passport.objects.filter(pk=first.pk).update(status="suspended")
    second.decision.letter.delete()
    Vote.objects.filter(revision=first.decision.revision).update(choice="abstain")

    found = invariants.faults()

    counted = "counted {'support': 2, 'conditions': 0, 'oppose': 0, 'abstain': 0, 'ask': 0}"
    assert found == [
        f"{first} is suspended and has 0 suspensions under way",
        f"{first.decision} {counted}, and {{'abstain': 2}} stand",
        f"{second.decision}: released True, letter False",
    ]
