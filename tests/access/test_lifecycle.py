"""Role × state × action on a barrier: what the table says, and nothing else."""

import pytest

from mercat.access import actions, lifecycle, rules
from mercat.access.lifecycle import ENDED, MOVES, WAITING, State
from mercat.access.models import Barrier
from mercat.common.refusals import NotAllowed, Refused
from tests.access.addresses import ict_of, made_barrier
from tests.factories.council import NOW

LATER = NOW.date().replace(month=12, day=9)
GIVEN = {
    "take": {"due_on": LATER, "words": ""},
    "try_out": {"open_to": "The library desk", "due_on": LATER, "words": ""},
    "open_to_some": {"open_to": "The library", "words": ""},
    "open_to_all": {"words": "From today."},
    "decline": {"words": "The contract forbids it."},
    "reopen": {"words": "It is blocked again."},
    "withdraw": {},
}
WHO = {
    "take": {"ict", "adviser"},
    "try_out": {"ict"},
    "open_to_some": {"ict"},
    "open_to_all": {"ict"},
    "decline": {"ict"},
    "reopen": {"ict", "adviser", "reporter", "too"},
    "withdraw": {"reporter"},
}
TO_STATE = {
    State.REPORTED: [],
    State.WITH_ICT: ["take"],
    State.TRIAL: ["try_out"],
    State.OPEN_SOME: ["open_to_some"],
    State.OPEN_ALL: ["open_to_all"],
    State.DECLINED: ["decline"],
    State.REOPENED: ["decline", "reopen"],
    State.WITHDRAWN: ["withdraw"],
}


@pytest.fixture
def parts(council):
    return {
        "ict": ict_of(council),
        "adviser": council.adviser,
        "administrator": council.administrator,
        "reporter": council.colleague,
        "too": council.applicant,
        "member": council.member,
    }


def in_state(state, parts):
    barrier = made_barrier(parts["reporter"])
    actions.say_too(barrier=barrier, by=parts["too"], at=NOW)
    for action in TO_STATE[state]:
        do(action, barrier, by=parts["reporter" if "reporter" in WHO[action] else "ict"])
    barrier.refresh_from_db()
    assert barrier.state == state
    return barrier


def do(action, barrier, *, by):
    return getattr(actions, action)(barrier=barrier, **GIVEN[action], by=by, at=NOW)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", GIVEN)
def test_each_action_goes_from_the_states_of_the_table_for_those_of_the_table(state, action, parts):
    barrier = in_state(state, parts)
    moves = {move.new for move in MOVES if move.action == action and move.old == state}
    for part, who in parts.items():
        before = Barrier.objects.get(pk=barrier.pk).state
        if part not in WHO[action]:
            with pytest.raises(NotAllowed):
                do(action, barrier, by=who)
            continue
        if not moves:
            with pytest.raises(Refused):
                do(action, barrier, by=who)
            assert Barrier.objects.get(pk=barrier.pk).state == before
            continue
        assert {do(action, barrier, by=who).state} == moves
        Barrier.objects.filter(pk=barrier.pk).delete()
        barrier = in_state(state, parts)


def test_each_state_that_waits_has_a_way_out_and_can_be_reached():
    reached = {move.new for move in MOVES}
    left = {move.old for move in MOVES}

    assert reached == set(State)
    assert set(WAITING) <= left
    assert left - {"", *WAITING} <= {State.OPEN_SOME, State.OPEN_ALL, State.DECLINED}
    assert State.WITHDRAWN in ENDED


def test_every_member_reports_and_nobody_elsewhere_touches_it(council, outside):
    barrier = made_barrier(council.member)
    elsewhere = ict_of(outside)

    for check in (
        rules.check_can_take,
        rules.check_can_open,
        rules.check_can_withdraw,
        rules.check_can_reopen,
        rules.check_can_say_too,
    ):
        with pytest.raises(NotAllowed):
            check(elsewhere, barrier)


def test_the_table_stands_in_the_reference():
    from django.conf import settings

    text = (settings.BASE_DIR / "docs/reference/statuses.md").read_text("utf-8")

    assert "A barrier between somebody and a tool" in text
    assert all(f": {move.action}\n" in text for move in lifecycle.MOVES)
