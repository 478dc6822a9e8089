"""What waits for a person, across the whole system."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import has_role
from mercat.passports import queries as passports
from mercat.passports.lifecycle import Status
from mercat.passports.models import Application

MOST = 20


@dataclass(frozen=True, slots=True)
class Work:
    title: str
    what: str
    url: str
    due_on: date | None
    tone: str = "wait"


def waiting_for(membership: Membership) -> list[Work]:
    """The work of this person, what is due first at the top. At most five queries."""
    work = [*_views(membership), *_questions(membership)]
    if has_role(membership, [Role.CLERK]):
        work += _cases(membership, Status.SUBMITTED, "Put it before the panel")
        work += _cases(membership, Status.DECIDED, "Release the letter", page="release")
    if has_role(membership, [Role.CHAIR]):
        work += _cases(membership, Status.IN_PANEL, "Record what the panel agreed")
    elif has_role(membership, [Role.PANEL_MEMBER]):
        work += _cases(membership, Status.IN_PANEL, "Join the discussion")
    return sorted(work, key=lambda each: each.due_on or date.max)


def _views(membership: Membership) -> list[Work]:
    asked = passports.views_asked_of(membership.person, membership.organisation)
    return [
        Work(
            title=f"{view.application.applicant.name}: {view.application.title}",
            what="Your view, as their manager",
            url=reverse("passports:give_view", args=[view.application.public_id]),
            due_on=view.due_on,
        )
        for view in asked[:MOST]
    ]


def _questions(membership: Membership) -> list[Work]:
    asked = passports.own_applications(membership).filter(status=Status.MORE_INFO)
    return [
        Work(
            title=str(application),
            what="We need something from you",
            url=reverse("passports:application", args=[application.public_id]),
            due_on=application.due_on,
            tone="stop",
        )
        for application in asked.order_by("due_on")[:MOST]
    ]


def _cases(
    membership: Membership, status: str, what: str, *, page: str = "application"
) -> list[Work]:
    return [
        Work(
            title=str(application),
            what=what,
            url=reverse(f"passports:{page}", args=[application.public_id]),
            due_on=application.due_on,
        )
        for application in passports.waiting(membership, status=status)[:MOST]
    ]


def own_applications(membership: Membership) -> list[Application]:
    return list(passports.own_applications(membership).order_by("-created_at")[:MOST])
