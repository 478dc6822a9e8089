from collections import Counter
from datetime import date
from typing import Any

from django.db.models import QuerySet

from mercat.organisations.models import Department, Membership, Organisation
from mercat.passports.models import Application, Helper, Pace, PanelSeat, StageTally
from mercat.passports.queries.meetings import heard_by


def cases_at(membership: Membership, status: str) -> QuerySet[Application]:
    """In this state, what is due first at the top; none that this member leaves to others.

    Without the organisation, as `waiting`.
    """
    found = heard_by(membership).filter(status=status).select_related(None)
    return found.select_related("applicant").order_by("due_on", "pk")


def stage_tallies(membership: Membership, *, today: date) -> dict[str, dict[str, Any]]:
    """By state, less the few cases that are not for this member. Two queries."""
    hidden, late = _hidden(membership, today=today)
    return {
        tally.status: {
            "count": max(0, tally.count - hidden[tally.status]),
            "overdue": max(0, tally.overdue - late[tally.status]),
            "counted_at": tally.counted_at,
        }
        for tally in StageTally.objects.filter(organisation=membership.organisation_id)
    }


def _hidden(membership: Membership, *, today: date) -> tuple[Counter[str], Counter[str]]:
    """Begins with the person, so it costs what they have to do with, not all cases."""
    person = membership.person_id
    here = Application.objects.filter(organisation=membership.organisation_id)
    out = PanelSeat.objects.filter(person=person, steps_out=True).values("application")
    helps = Helper.objects.filter(person=person).values("application")
    columns = ("pk", "status", "due_on")
    rows = here.filter(applicant=person).values_list(*columns)
    rows = rows.union(
        here.filter(pk__in=out).values_list(*columns),
        here.filter(pk__in=helps).values_list(*columns),
    )
    found = [(status, bool(due_on and due_on < today)) for _key, status, due_on in rows]
    return Counter(each for each, _ in found), Counter(each for each, late in found if late)


def paces_of(organisation: Organisation, measure: str) -> QuerySet[Pace]:
    found = Pace.objects.filter(organisation=organisation, measure=measure)
    return found.order_by("-cases", "key")


def department_names(organisation: Organisation) -> dict[str, str]:
    """By public id, as answers name them."""
    found = Department.objects.filter(organisation=organisation)
    return {each.public_id: str(each.name) for each in found}
