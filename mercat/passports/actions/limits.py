"""The last day on which something that was decided can be appealed."""

from datetime import date, datetime

from mercat.passports.actions import moving
from mercat.passports.lifecycle import APPEALABLE, Kind
from mercat.passports.models import Decision, Passport


def appeal_until(decision: Decision, *, at: datetime) -> date | None:
    """Of a letter that goes out now; None where nobody would appeal, and of an appeal."""
    if decision.application.kind == Kind.APPEAL or decision.outcome not in APPEALABLE:
        return None
    return moving.due_on(decision.application, "appeal_working_days", at=at)


def passport_appeal_until(passport: Passport, *, at: datetime) -> date:
    return moving.due_on(passport.application, "appeal_working_days", at=at)
