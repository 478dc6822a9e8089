from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from mercat.common import outbox
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.organisations.roles import Role
from mercat.people.models import Person
from mercat.practice.models import Page, PageReport, Suggestion


def queue_suggested(suggestion: Suggestion, *, at: datetime) -> None:
    page = suggestion.page
    path = reverse("practice:suggestion", args=[page.public_id, suggestion.public_id])
    for person in _writers(page):
        if person.pk != suggestion.by_id:
            said = {"why": suggestion.why, "whose": str(suggestion.organisation)}
            _queue("suggested", person, page.organisation, page, path, at=at, **said)


def queue_answered(suggestion: Suggestion, *, at: datetime) -> None:
    page = suggestion.page
    path = reverse("practice:suggestion", args=[page.public_id, suggestion.public_id])
    said = {"state": suggestion.state, "answer": suggestion.answer}
    _queue("answered", suggestion.by, suggestion.organisation, page, path, at=at, **said)


def queue_reported(report: PageReport, *, at: datetime) -> None:
    page = report.page
    path = reverse("practice:reports", args=[page.public_id])
    for member in _reviewers(page.organisation):
        _queue("reported", member.person, page.organisation, page, path, at=at)


def queue_appealed(report: PageReport, *, at: datetime) -> None:
    page = report.page
    path = reverse("practice:reports", args=[page.public_id])
    for member in _reviewers(page.organisation):
        if member.person_id != report.judged_by_id:
            _queue("appealed", member.person, page.organisation, page, path, at=at)


def queue_judged(report: PageReport, *, at: datetime) -> None:
    """To its writers and to who reported it."""
    page = report.page
    path = reverse("practice:reports", args=[page.public_id])
    said = {"state": report.state, "reason": report.reason}
    for person in _writers(page):
        _queue("judged", person, page.organisation, page, path, at=at, **said)
    _queue("judged", report.by, report.organisation, page, path, at=at, **said)


def queue_followed(membership: Membership, pages: list[Page], *, at: datetime) -> None:
    organisation = membership.organisation
    lines = [{"title": page.title, "organisation": str(page.organisation)} for page in pages]
    outbox.queue(
        "practice/followed",
        to=membership.person.email,
        at=at,
        organisation_id=organisation.public_id,
        language=organisation.language_for(membership.person),
        context={
            "name": membership.person.name,
            "pages": lines,
            "path": reverse("practice:following"),
        },
    )


def _queue(
    purpose: str,
    person: Person,
    organisation: Organisation,
    page: Page,
    path: str,
    *,
    at: datetime,
    **said: Any,
) -> None:
    outbox.queue(
        f"practice/{purpose}",
        to=person.email,
        at=at,
        organisation_id=organisation.public_id,
        language=organisation.language_for(person),
        context={"name": person.name, "title": page.title, "path": path, **said},
    )


def _writers(page: Page) -> list[Person]:
    here = organisations.active_members(page.organisation)
    writing = page.writers.filter(person__in=here.values("person")).select_related("person")
    return [each.person for each in writing]


def _reviewers(organisation: Organisation) -> Iterable[Membership]:
    return organisations.members_with_role(organisation, Role.ADVISER, Role.ADMINISTRATOR)
