from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mercat.common.links import LinkPlan
from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.organisations.roles import Role
from mercat.passports import queries
from mercat.passports.emails.basis import LINK_DAYS, clerks, queue, queue_lines
from mercat.passports.lifecycle import Kind, decides_by_votes
from mercat.passports.models import (
    Application,
    InformationRequest,
    ManagerView,
    PanelSeat,
)
from mercat.people.models import Person


def queue_submitted(application: Application, *, at: datetime) -> None:
    asked = queries.views_of(application)
    advice = application.kind == Kind.COUNCILLOR
    appeal = application.kind == Kind.APPEAL
    about: dict[str, Any] = {
        "manager": "manager" in asked,
        "head": "head" in asked,
        "advice": advice,
        "appeal": appeal,
    }
    queue("submitted", application, to=application.applicant, at=at, **about)


def queue_received(application: Application, *, but: QuerySet[Any, Any], at: datetime) -> None:
    """To clerks, and to advisers where they are asked; `but` those who want one mail a day."""
    roles = [Role.CLERK, Role.ADVISER] if application.kind == Kind.COUNCILLOR else [Role.CLERK]
    out = application.seats.filter(steps_out=True).values("person")
    helpers = application.helpers.values("person")
    members = organisations.members_with_role(application.organisation, *roles)
    told = members.exclude(person__in=out).exclude(person__in=helpers).exclude(person__in=but)
    for member in told.exclude(person=application.applicant_id).order_by("pk"):
        about: dict[str, Any] = {
            "applicant": application.applicant.name,
            "kind": application.kind,
            "settings": reverse("passports:reminders"),
        }
        queue("received", application, to=member.person, at=at, **about)


def queue_helper_added(application: Application, helper: Person, *, at: datetime) -> None:
    queue("helper_added", application, to=helper, at=at, applicant=application.applicant.name)


def queue_helper_removed(application: Application, helper: Person, *, at: datetime) -> None:
    path = reverse("passports:index")
    applicant = application.applicant.name
    queue("helper_removed", application, to=helper, at=at, applicant=applicant, path=path)


def queue_helper_stopped(application: Application, helper: Person, *, at: datetime) -> None:
    queue("helper_stopped", application, to=application.applicant, at=at, helper=helper.name)


def queue_manager_view(view: ManagerView, *, at: datetime) -> None:
    application = view.application
    link = LinkPlan(
        purpose="passports.manager_view",
        path=reverse("passports:manager_view", args=["TOKEN"]).replace("TOKEN", "{token}"),
        subject=application.public_id,
        person_key=str(view.manager.audit_key),
        revision=1,
        days=LINK_DAYS,
    )
    queue(
        "manager_view",
        application,
        to=view.manager,
        at=at,
        link=link,
        name=application.applicant.name,
        due_on=view.due_on,
        head=view.is_heads,
    )


def queue_objection(view: ManagerView, *, at: datetime) -> None:
    """To the clerk, and to the panel once it has the case. A note: it stops nothing."""
    application = view.application
    seats = queries.eligible_seats(application).select_related("person")
    told = {person.pk: person for person in clerks(application)}
    told.update((seat.person.pk, seat.person) for seat in seats)
    for person in told.values():
        about: dict[str, Any] = {"manager": view.manager.name, "head": view.is_heads}
        queue("objection", application, to=person, at=at, **about)


def queue_panel(application: Application, seats: Iterable[PanelSeat], *, at: datetime) -> None:
    votes = decides_by_votes(application.policy.content) if application.policy else False
    for seat in seats:
        if not seat.steps_out:
            queue("panel", application, to=seat.person, at=at, votes=votes)


def queue_panel_of_many(
    organisation: Organisation, applications: Sequence[int], *, at: datetime
) -> None:
    """One mail for each member, whatever the number of their cases. Two queries."""
    found = PanelSeat.objects.filter(application__in=applications, steps_out=False).order_by("pk")
    seats: dict[Person, list[PanelSeat]] = defaultdict(list)
    for seat in found.select_related("person", "application__organisation", "application__policy"):
        seats[seat.person].append(seat)
    for person, theirs in seats.items():
        if len(theirs) == 1:
            queue_panel(theirs[0].application, theirs, at=at)
        else:
            cases = [seat.application for seat in theirs]
            lines = partial(_lines, cases)
            queue_lines("panel_of_many", organisation, to=person, lines=lines, at=at)


def _lines(cases: Iterable[Application]) -> list[str]:
    return [
        _("{title}, to be decided by {day}").format(
            title=case.title, day=date_format(case.due_on, "j F Y") if case.due_on else ""
        )
        for case in sorted(cases, key=lambda case: (case.due_on or date.max, case.pk))
    ]


def queue_question(request: InformationRequest, *, at: datetime) -> None:
    application = request.application
    queue("question", application, to=application.applicant, at=at, question=request.question)


def queue_answered(application: Application, *, at: datetime) -> None:
    for clerk in clerks(application):
        queue("answered", application, to=clerk, at=at)


def queue_withdrawn(application: Application, *, at: datetime) -> None:
    for clerk in clerks(application):
        queue("withdrawn", application, to=clerk, at=at)


def queue_decided(application: Application, *, at: datetime) -> None:
    for clerk in clerks(application):
        path = reverse("passports:release", args=[application.public_id])
        queue("decided", application, to=clerk, at=at, path=path)
