from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.passports import library
from mercat.passports.forms.panel import DecideForm
from mercat.passports.lifecycle import ConditionStatus, Outcome
from mercat.passports.models import Condition, Decision


def as_decided(
    decision: Decision, conditions: Sequence[Condition], *, today: date
) -> dict[str, Any]:
    """What the letter said, so that only what was wrong has to be typed; what is met is met."""
    unmet = [each for each in conditions if each.status != ConditionStatus.MET]
    listed = {each.key for each in library.conditions()}
    days = {f"due_{each.key}": each.due_on for each in unmet if each.due_on > today}
    return {
        "revision": decision.revision.number,
        "outcome": decision.outcome,
        "trial_months": _months(decision),
        "deferred_until": decision.deferred_until,
        "reasons": decision.reasons,
        "chosen": [each.key for each in unmet if each.key in listed],
        "conditions": "\n".join(_line(each, today) for each in unmet if each.key not in listed),
        "expires_on": _last_day(decision, today),
        "panel_note": decision.panel_note,
        **days,
    }


def _line(condition: Condition, today: date) -> str:
    day = f", by {date_format(condition.due_on, 'j F Y')}" if condition.due_on > today else ""
    return f"{condition.text}{day}"


def _last_day(decision: Decision, today: date) -> date | None:
    """Of its passport: other words in a letter make it no longer."""
    passport = getattr(decision, "passport", None)
    last = passport.expires_on if passport else decision.expires_on
    return last if last and last > today and decision.outcome != Outcome.TRIAL else None


def _months(decision: Decision) -> int | None:
    last = decision.expires_on
    if decision.outcome != Outcome.TRIAL or last is None:
        return None
    begun: date = decision.application.organisation.day(decision.decided_at)
    return (last.year - begun.year) * 12 + last.month - begun.month


class CorrectForm(DecideForm):
    """The decision as it should have been, and what was wrong with the letter."""

    reason = forms.CharField(
        label=_("What was wrong?"),
        help_text=_("For the second person and for the record. It may be disclosed."),
        missing=_("Say what was wrong"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["reason", *self.field_order])
