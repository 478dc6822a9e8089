"""What every action on an application does: lock the row, check the move, leave an event."""

import calendar
from datetime import date, datetime
from typing import Any

from mercat.audit import actions as audit
from mercat.common import working_days
from mercat.common.lifecycle import check_move
from mercat.organisations.models import Membership
from mercat.passports import policy_terms
from mercat.passports.lifecycle import moves_of
from mercat.passports.models import Application


def locked(application: Application) -> Application:
    return Application.objects.select_for_update().get(pk=application.pk)


def move(application: Application, *, action: str, new: str = "") -> str:
    """Set the new state on the locked row, unsaved; returns the old one."""
    old = application.status
    application.status = check_move(moves_of(application.kind), action=action, old=old, new=new).new
    return old


def due_on(application: Application, period: str, *, at: datetime) -> date:
    """The day that the policy's period (in working days) ends, counted from now."""
    organisation = application.organisation
    days = policy_terms.number(policy_content(application), period)
    return working_days.add(organisation.day(at), days, nation=organisation.nation)


def policy_content(application: Application) -> dict[str, Any]:
    """The policy that it was submitted under."""
    if application.policy is None:
        raise ValueError("only a submitted application has a policy")
    content: dict[str, Any] = application.policy.content
    return content


def months_after(start: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    years, month = divmod(start.month - 1 + months, 12)
    last = calendar.monthrange(start.year + years, month + 1)[1]
    return date(start.year + years, month + 1, min(start.day, last))


def record(
    action: str,
    application: Application,
    *,
    by: Membership | None,
    at: datetime,
    facts: dict[str, Any] | None = None,
    words: dict[str, Any] | None = None,
) -> None:
    audit.record(
        f"passports.application.{action}",
        subject=application,
        organisation=application.organisation,
        by=by.person if by else None,
        at=at,
        facts={"status": application.status, **(facts or {})},
        words=words,
    )
