"""What every lifecycle table is made of; the tables themselves stand in each app's lifecycle.py."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mercat.common.refusals import Refused


@dataclass(frozen=True, slots=True)
class Move:
    action: str  # one word through url, view, form, action, rule and event
    old: str
    new: str
    who: str  # in words, for docs/reference/statuses.md
    records: str = ""


def check_move(moves: Iterable[Move], *, action: str, old: str, new: str = "") -> Move:
    """The move of this action from this state (to this one); Refused where there is none."""
    for move in moves:
        if move.action == action and move.old == old and new in {"", move.new}:
            return move
    raise Refused(_("Somebody changed this while you were reading. Look at it again, then decide."))


def can_move(moves: Iterable[Move], *, action: str, old: str) -> bool:
    return any(move.action == action and move.old == old for move in moves)


def diagram(moves: Iterable[Move]) -> str:
    """The table as a Mermaid state diagram for docs/reference."""
    lines = [f"    {m.old or '[*]'} --> {m.new}: {m.action}" for m in moves]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])
