from datetime import datetime
from typing import Any

from mercat.access.lifecycle import MOVES, State
from mercat.access.models import Barrier, BarrierStep
from mercat.audit import actions as audit
from mercat.common.lifecycle import check_move
from mercat.people.models import Person


def locked(barrier: Barrier) -> Barrier:
    rows = Barrier.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "reported_by").get(pk=barrier.pk)


def move(barrier: Barrier, action: str) -> None:
    barrier.state = State(check_move(MOVES, action=action, old=barrier.state).new)


def record(
    action: str, barrier: Barrier, *, by: Person | None, at: datetime, words: str = "", **facts: Any
) -> None:
    """Kept with the barrier for those who wait, and in the chain."""
    BarrierStep.objects.create(
        barrier=barrier, action=action, state=barrier.state, words=words, by=by, at=at
    )
    audit.record(
        f"access.barrier.{action}",
        subject=barrier,
        organisation=barrier.organisation,
        by=by,
        at=at,
        facts={"state": barrier.state, **facts},
        words={"words": words} if words else None,
    )
