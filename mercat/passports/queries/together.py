"""The cases that a clerk does together, each with what stands in its way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext as _

from mercat.organisations.models import Membership
from mercat.passports.lifecycle import MOST_TOGETHER, WANTS, Became, Kind, Task
from mercat.passports.models import (
    Application,
    CaseClock,
    Condition,
    Decision,
    PanelSeat,
    Together,
    TogetherCase,
)
from mercat.passports.queries.cases import waiting
from mercat.passports.queries.meetings import heard_by


@dataclass(frozen=True, slots=True)
class Candidate:
    application: Application
    decision: Decision | None
    hindered: str  # why it cannot go with the others; empty if nothing is in its way


def candidates(
    membership: Membership, task: Task, *, today: date, chosen: Iterable[str] | None = None
) -> list[Candidate]:
    """What is due first at the top, of those chosen or of all; one more than can go together.

    At most five queries, however many there are.
    """
    found = [
        case
        for state in WANTS[task].states
        for case in _waiting(membership, task, state, chosen)[: MOST_TOGETHER + 1]
    ]
    found.sort(key=lambda case: (case.due_on or date.max, case.pk))
    told = reminded_on(found, today=today) if task == Task.REMIND else set()
    for case in found:
        case.organisation = membership.organisation  # the same for all, so that none is read anew
    return [_candidate(case, told=told, today=today) for case in found[: MOST_TOGETHER + 1]]


def _waiting(
    membership: Membership, task: Task, state: str, chosen: Iterable[str] | None
) -> QuerySet[Application]:
    own = PanelSeat.objects.filter(application=OuterRef("pk"), person=membership.person_id)
    said = Subquery(own.values("interest_said"))
    found = waiting(membership, status=state).annotate(interest_said=said)
    found = found.select_related("applicant", "policy")
    if chosen is not None:
        found = found.filter(public_id__in=chosen)
    if task == Task.OPEN:
        found = found.exclude(kind=Kind.COUNCILLOR)
    return found.prefetch_related(_standing()) if task == Task.RELEASE else found


def _standing() -> Any:
    conditions = Prefetch("condition_set", queryset=Condition.objects.order_by("number"))
    standing = Decision.objects.filter(replaced_at=None)
    standing = standing.select_related("decided_by", "revision", "letter_draft")
    return Prefetch("decisions", standing.prefetch_related(conditions), to_attr="standing")


def _candidate(case: Any, *, told: set[int], today: date) -> Candidate:
    decision = next(iter(getattr(case, "standing", [])), None)
    hindered = ""
    if case.interest_said is False:
        hindered = _("Say first whether you have an interest in this case.")
    elif case.pk in told:
        hindered = _("Somebody was reminded of it today.")
    elif decision:
        hindered = _hindered(decision, today)
    return Candidate(case, decision, hindered)


def _hindered(decision: Decision, today: date) -> str:
    if any(each.due_on <= today for each in decision.condition_set.all()):
        return _("A condition was to be met by a day that has come: the chair names a later one.")
    if decision.expires_on and decision.expires_on < today:
        return _("The last day of the passport has passed: the chair names a later one.")
    return ""


def reminded_on(cases: Iterable[Application], *, today: date) -> set[int]:
    """Those of which somebody was reminded that day, by the clerk or by the clock. Two queries."""
    keys = [each.pk for each in cases]
    by_clerk = TogetherCase.objects.filter(
        application__in=keys, became=Became.DONE, together__task=Task.REMIND, done_on=today
    )
    by_clock = CaseClock.objects.filter(application__in=keys, stepped_on=today)
    return {
        *by_clerk.values_list("application", flat=True),
        *by_clock.values_list("application", flat=True),
    }


def together_of(membership: Membership) -> QuerySet[Together]:
    found = Together.objects.filter(organisation=membership.organisation_id)
    return found.select_related("organisation", "by")


def rows_heard(membership: Membership, together: Together) -> QuerySet[TogetherCase]:
    """Without the cases that this reader leaves to others."""
    heard = heard_by(membership).select_related(None).values("pk")
    found = together.rows.filter(application__in=heard)
    return found.select_related("application__applicant").order_by("pk")
