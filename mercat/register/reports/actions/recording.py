"""What every step does: lock the row, find its move, leave an event."""

from datetime import datetime
from typing import Any

from mercat.audit import actions as audit
from mercat.common.lifecycle import check_move
from mercat.people.models import Person
from mercat.register.reports.lifecycle import MOVES, State
from mercat.register.reports.models import ReportedAccount


def locked(reported: ReportedAccount) -> ReportedAccount:
    rows = ReportedAccount.objects.select_for_update(of=("self",))
    return rows.select_related("organisation").get(pk=reported.pk)


def move(reported: ReportedAccount, action: str, new: State) -> None:
    check_move(MOVES, action=action, old=reported.state, new=new)
    reported.state = new


def decide(
    reported: ReportedAccount, action: str, new: State, *, by: Person | None, at: datetime
) -> None:
    move(reported, action, new)
    reported.decided_by, reported.decided_at = by, at


def record(
    verb: str,
    reported: ReportedAccount,
    *,
    by: Person | None,
    at: datetime,
    facts: dict[str, Any] | None = None,
    words: dict[str, Any] | None = None,
) -> None:
    audit.record(
        f"register.reported.{verb}",
        subject=reported,
        organisation=reported.organisation,
        by=by,
        at=at,
        facts={"platform": reported.platform, "state": reported.state, **(facts or {})},
        words={name: text for name, text in (words or {}).items() if text} or None,
    )
