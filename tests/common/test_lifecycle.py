import pytest

from mercat.common.lifecycle import Move, can_move, check_move, diagram
from mercat.common.refusals import Refused

OPEN = Move("open", "", "draft", "anyone")
SEND = Move("send", "draft", "sent", "applicant", "revision")
BACK = Move("answer", "asked", "sent", "applicant")
ONWARDS = Move("answer", "asked", "panel", "applicant")
MOVES = (OPEN, SEND, BACK, ONWARDS)


def test_check_move_in_the_table_is_that_move():
    assert check_move(MOVES, action="send", old="draft") == SEND


def test_check_move_with_two_ends_takes_the_one_asked_for():
    assert check_move(MOVES, action="answer", old="asked", new="panel") == ONWARDS
    assert check_move(MOVES, action="answer", old="asked", new="sent") == BACK


@pytest.mark.parametrize(
    ("action", "old", "new"),
    [
        ("send", "sent", ""),
        ("withdraw", "draft", ""),
        ("send", "draft", "panel"),
        ("answer", "asked", "nowhere"),
    ],
)
def test_check_move_outside_the_table_is_refused_with_a_sentence(action, old, new):
    with pytest.raises(Refused) as refusal:
        check_move(MOVES, action=action, old=old, new=new)

    assert refusal.value.sentence == (
        "Somebody changed this while you were reading. Look at it again, then decide."
    )


def test_can_move_only_as_the_table_says():
    assert can_move(MOVES, action="send", old="draft") is True
    assert can_move(MOVES, action="send", old="sent") is False


def test_diagram_draws_each_move():
    assert diagram([OPEN, SEND]) == (
        "```mermaid\nstateDiagram-v2\n    [*] --> draft: open\n    draft --> sent: send\n```"
    )
