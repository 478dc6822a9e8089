from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from mercat.organisations import queries as organisations
from mercat.organisations.roles import Role
from mercat.passports.emails.basis import clerks, queue
from mercat.passports.models import Application, Condition
from mercat.people.models import Person


def queue_condition_done(condition: Condition, *, at: datetime) -> None:
    application = condition.decision.application
    for person in _who_accept(application):
        queue(
            "condition_done",
            application,
            to=person,
            at=at,
            holder=application.applicant.name,
            condition=condition.text,
            path=reverse("passports:condition", args=[condition.public_id]),
        )


def queue_condition_again(condition: Condition, *, at: datetime) -> None:
    application = condition.decision.application
    queue(
        "condition_again",
        application,
        to=application.applicant,
        at=at,
        condition=condition.text,
        words=condition.asked_again,
        due_on=condition.due_on,
        path=reverse("passports:condition", args=[condition.public_id]),
    )


def queue_conditions_due(
    application: Application, conditions: Sequence[Condition], *, at: datetime
) -> int:
    """To the holder: all that is asked by the same day, or is at the same step, in one mail."""
    queue(
        "conditions_due",
        application,
        to=application.applicant,
        at=at,
        due_on=min(each.due_on for each in conditions),
        conditions=_lines(conditions),
        path=_path(conditions),
    )
    return 1


def queue_conditions_overdue(
    application: Application, conditions: Sequence[Condition], *, at: datetime
) -> int:
    told = _who_accept(application)
    for person in told:
        queue(
            "conditions_overdue",
            application,
            to=person,
            at=at,
            holder=application.applicant.name,
            due_on=min(each.due_on for each in conditions),
            conditions=_lines(conditions),
            path=_path(conditions),
        )
    return len(told)


def _who_accept(application: Application) -> list[Person]:
    """The clerk, or communications where there is none."""
    if found := clerks(application):
        return found
    advisers = organisations.members_with_role(application.organisation, Role.ADVISER)
    return [each.person for each in advisers if each.person_id != application.applicant_id]


def _lines(conditions: Sequence[Condition]) -> str:
    return "\n".join(f"- {each.text}" for each in conditions)


def _path(conditions: Sequence[Condition]) -> str:
    """Of the one condition, or of the passport's page with all of them."""
    if len(conditions) == 1:
        return reverse("passports:condition", args=[conditions[0].public_id])
    return reverse("passports:passport", args=[conditions[0].decision.passport.public_id])
