from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mercat.common import languages, outbox
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.people.models import Person
from mercat.practice import queries
from mercat.practice.lifecycle import News
from mercat.practice.models import Notice, Page, PageReport, Suggestion


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


def queue_reported(report: PageReport, page: Page, *, at: datetime) -> None:
    path = reverse("practice:reports", args=[page.public_id])
    said = {"is_comment": bool(report.said), "came_with_mercat": page.came_with_mercat}
    for member in queries.judges_of(page):
        _queue("reported", member.person, member.organisation, page, path, at=at, **said)


def queue_appealed(report: PageReport, page: Page, *, at: datetime) -> None:
    path = reverse("practice:reports", args=[page.public_id])
    said = {"is_comment": bool(report.said), "came_with_mercat": page.came_with_mercat}
    for member in queries.second_judges_of(report, page):
        _queue("appealed", member.person, member.organisation, page, path, at=at, **said)


def queue_judged(report: PageReport, page: Page, *, at: datetime) -> None:
    """To who wrote it and to who reported it."""
    path = reverse("practice:reports", args=[page.public_id])
    said = {"state": report.state, "reason": report.reason, "is_comment": bool(report.said)}
    for person, organisation in _wrote(report, page):
        _queue("judged", person, organisation, page, path, at=at, **said)
    if report.by and report.organisation and report.by.is_active:
        _queue("judged", report.by, report.organisation, page, path, at=at, **said)


def _wrote(report: PageReport, page: Page) -> list[tuple[Person, Organisation]]:
    if report.said is None:
        return [(person, page.organisation) for person in _writers(page)]
    comment = report.said.comment
    where = comment.organisation or page.organisation
    member = organisations.membership_of(where, comment.author)
    return [(comment.author, where)] if member else []


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


def queue_notice(
    notice: Notice,
    member: Membership,
    *,
    who: Membership | str | None = None,
    original: Page | None = None,
    lines: Iterable[str] = (),
    at: datetime,
) -> None:
    """Of one thing, with the way to have fewer of these mails; no words of a comment in it."""
    said: dict[str, Any] = {"choose": reverse("practice:choose_notices")}
    if original:
        said |= {
            "original": original.title_shown,
            "whose": str(original.organisation),
            "lines": list(lines),
        }
    language = member.organisation.language_for(member.person)
    with languages.reading(language):
        if who:
            said |= _named(who)
        if notice.page and notice.page.review_on:
            said["day"] = date_format(notice.page.review_on, "j F Y")
        title = notice.page.title if notice.page else notice.title
        whom = (member.person, member.organisation)
        _queue_of(notice.kind, *whom, title, path_of(notice), at=at, **said)


def _named(who: Membership | str) -> dict[str, str]:
    if isinstance(who, str):
        return {"who": who, "whose": _("of the public")}
    return {"who": who.person.name, "whose": str(who.organisation)}


def path_of(notice: Notice) -> str:
    """Where it leads."""
    if notice.in_paper:
        said = notice.in_paper
        return reverse("papers:comment_of", args=[said.paper.public_id, said.public_id])
    page = notice.page.public_id if notice.page else ""
    if notice.suggestion:
        return reverse("practice:suggestion", args=[page, notice.suggestion.public_id])
    if notice.said:
        comment = notice.said.comment.public_id
        return reverse("practice:comment_of", args=[page, comment])
    name = {News.ORIGINAL: "original", News.REVIEW: "look_again"}[News(notice.kind)]
    return reverse(f"practice:{name}", args=[page])


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
    _queue_of(purpose, person, organisation, page.title, path, at=at, **said)


def _queue_of(
    purpose: str,
    person: Person,
    organisation: Organisation,
    title: str,
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
        context={"name": person.name, "title": title, "path": path, **said},
    )


def _writers(page: Page) -> list[Person]:
    here = organisations.active_members(page.organisation)
    writing = page.writers.filter(person__in=here.values("person")).select_related("person")
    return [each.person for each in writing]
