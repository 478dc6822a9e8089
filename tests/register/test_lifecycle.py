import pytest
from django.db import transaction

from mercat.common.refusals import NotAllowed, Refused
from mercat.register import actions
from mercat.register.lifecycle import (
    AGREED,
    ANSWERS,
    LISTED,
    MOVES,
    OPEN,
    TONES,
    Answer,
    Kind,
    Status,
)
from tests.factories.council import NOW
from tests.register.asking import owned, propose, status


def test_every_status_has_its_answer():
    assert ANSWERS == {
        "proposed": "not_registered",
        "active": "official",
        "dormant": "official",
        "paused": "official",
        "closed_parked": "was_official",
        "closed_released": "was_official",
        "lost": "not_controlled",
        "false": "known_false",
        "own": "own_account",
    }
    assert set(ANSWERS) == set(Status)


def test_open_statuses_are_those_that_answer_official():
    assert set(OPEN) == {status for status in Status if ANSWERS[status] == Answer.OFFICIAL}


def test_listed_answers_leave_out_what_is_not_ours():
    assert set(LISTED) == {"official", "was_official"}


def test_tones_belong_to_statuses():
    assert set(TONES) <= set(Status)


STATES = [status for status in Status if status not in {Status.OWN, Status.FALSE}]
ASKED = sorted({move.action for move in MOVES if move.who == AGREED})
ASKING = {"keeper", "applicant"}  # the applicant owns it
LOSING = {"keeper", "adviser"}


def tried(act):
    """What came of it, and everything as it was before."""
    with transaction.atomic():
        try:
            act()
        except (NotAllowed, Refused) as refusal:
            said = type(refusal).__name__
        else:
            said = "done"
        transaction.set_rollback(True)
    return said


def asking(account, content, by):
    return tried(lambda: propose(account, Kind.STATUS, content, by=by))


@pytest.mark.parametrize("state", STATES)
def test_every_move_is_allowed_exactly_where_the_table_says(state, council, outside):
    closed = {"closed_on": NOW.date()} if state.startswith("closed") else {}
    account = owned(council, status=state, **closed)
    people = {**council.members, "elsewhere": outside.keeper}
    for action in ASKED:
        news = {move.new for move in MOVES if move.action == action}
        for new in news:
            content = status(action, new)
            is_there = any((m.action, m.old, m.new) == (action, state, new) for m in MOVES)
            said = {part: asking(account, content, by) for part, by in people.items()}
            right = "done" if is_there else "Refused"
            wanted = {part: right if part in ASKING else "NotAllowed" for part in people}
            assert (action, new, said) == (action, new, wanted)


@pytest.mark.parametrize("state", STATES)
def test_losing_is_allowed_exactly_where_the_table_says(state, council, outside):
    closed = {"closed_on": NOW.date()} if state.startswith("closed") else {}
    account = owned(council, status=state, **closed)
    is_there = any((m.action, m.old) == ("lose", state) for m in MOVES)
    for part, by in {**council.members, "elsewhere": outside.keeper}.items():
        said = tried(
            lambda by=by: actions.lose(
                account=account, since=NOW.date(), reason="Taken", by=by, at=NOW
            )
        )
        right = "done" if is_there else "Refused"
        assert (part, said) == (part, right if part in LOSING else "NotAllowed")
