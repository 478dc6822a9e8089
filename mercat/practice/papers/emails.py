from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from mercat.common import languages, outbox
from mercat.common.links import LinkPlan
from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.organisations.roles import Role
from mercat.people.models import Person
from mercat.practice import queries as practice
from mercat.practice.lifecycle import ReportState
from mercat.practice.models import PageReport
from mercat.practice.papers.models import Follower, Paper, PaperComment

CONFIRM, STOP, APPEAL = "papers/confirm", "papers/stop", "papers/appeal"
DAYS_TO_CONFIRM = 7
DAYS_TO_APPEAL = 90
DAYS_TO_STOP = 400


def queue_confirm(comment: PaperComment, paper: Paper, *, at: datetime) -> None:
    """To somebody without an account: only with the link does their comment reach us."""
    link = LinkPlan(
        purpose=CONFIRM,
        path=_with_token("papers:confirm"),
        subject=comment.public_id,
        person_key=str(comment.key),
        revision=1,
        days=DAYS_TO_CONFIRM,
    )
    outbox.queue(
        CONFIRM,
        to=comment.email,
        at=at,
        organisation_id=paper.organisation.public_id,
        language=comment.language,
        link=link,
        context={"name": comment.name, **_about(paper, comment.language)},
    )


def queue_waiting(paper: Paper, *, at: datetime) -> None:
    """To its authors and advisers: somebody of the public waits to be shown."""
    path = reverse("papers:waiting", args=[paper.public_id])
    for person in _moderators(paper):
        _queue_to(person, paper, "papers/waiting", at=at, path=path)


def queue_looked_at(comment: PaperComment, paper: Paper, *, at: datetime) -> None:
    """To whoever wrote it: what waited is shown."""
    context: dict[str, Any] = {"subject": comment.subject, "path": _place(comment)}
    _queue_to_writer(comment, paper, "papers/looked_at", at=at, **context)


def queue_reported(comment: PaperComment, paper: Paper, *, at: datetime) -> None:
    path = reverse("papers:waiting", args=[paper.public_id])
    for person in _judges(paper):
        if person.pk != comment.author_id:
            _queue_judging(person, paper, "practice/reported", at=at, path=path)


def queue_appealed(
    report: PageReport, comment: PaperComment, paper: Paper, *, at: datetime
) -> None:
    path = reverse("papers:waiting", args=[paper.public_id])
    for person in _judges(paper):
        if person.pk not in {comment.author_id, report.judged_by_id}:
            _queue_judging(person, paper, "practice/appealed", at=at, path=path)


def queue_judged(
    comment: PaperComment, paper: Paper, reports: list[PageReport], *, at: datetime
) -> None:
    """To those who reported it and to who wrote it, who may appeal once it is hidden."""
    last, place = reports[0], _place(comment)
    said: dict[str, Any] = {"state": last.state, "reason": last.reason, "path": place}
    for each in reports:
        if each.by and each.by.is_active:
            _queue_judging(each.by, paper, "practice/judged", at=at, of=each.organisation, **said)
    if last.state == ReportState.HIDDEN:
        said |= {"appeal": reverse("papers:appeal", args=[paper.public_id, comment.public_id])}
    said["subject"] = comment.subject
    link = _appeal_of(comment) if "appeal" in said and not comment.author else None
    _queue_to_writer(comment, paper, "papers/judged", at=at, link=link, **said)


def _appeal_of(comment: PaperComment) -> LinkPlan:
    """Somebody without an account asks for a second look by it."""
    return LinkPlan(
        purpose=APPEAL,
        path=_with_token("papers:appeal_by_link"),
        subject=comment.public_id,
        person_key=str(comment.key),
        revision=1,
        days=DAYS_TO_APPEAL,
    )


def queue_answered(comment: PaperComment, paper: Paper, *, at: datetime) -> None:
    context: dict[str, Any] = {"subject": comment.subject, "path": _place(comment)}
    _queue_to_writer(comment, paper, "papers/answered", at=at, **context)


def queue_invited(follower: Follower, paper: Paper, *, at: datetime) -> None:
    _queue_to_follower(follower, paper, "papers/invited", at=at)


def queue_closing(follower: Follower, paper: Paper, *, at: datetime) -> None:
    _queue_to_follower(follower, paper, "papers/closing", at=at)


def _queue_to_follower(follower: Follower, paper: Paper, purpose: str, *, at: datetime) -> None:
    """With a way out: somebody here ends it on the page, an address outside by a link."""
    language, name, link = "", "", None
    if follower.person:
        language = paper.organisation.language_for(follower.person)
        name = follower.person.name
    else:
        link = LinkPlan(
            purpose=STOP,
            path=_with_token("papers:stop"),
            subject=follower.public_id,
            person_key=str(follower.key),
            revision=1,
            days=DAYS_TO_STOP,
        )
    outbox.queue(
        purpose,
        to=follower.person.email if follower.person else follower.email,
        at=at,
        organisation_id=paper.organisation.public_id,
        language=language,
        link=link,
        context={
            "name": name,
            "is_invited": follower.is_invited,
            "path": reverse("papers:paper", args=[paper.public_id]),
            **_about(paper, language),
        },
    )


def _queue_to_writer(
    comment: PaperComment,
    paper: Paper,
    purpose: str,
    *,
    at: datetime,
    link: LinkPlan | None = None,
    **context: Any,
) -> None:
    person, to, language, name = comment.author, comment.email, comment.language, comment.name
    if person:
        to, language = person.email, paper.organisation.language_for(person)
        name = person.name
    if not to or (person and not person.is_active):  # forgotten, or erased
        return
    outbox.queue(
        purpose,
        to=to,
        at=at,
        organisation_id=paper.organisation.public_id,
        language=language,
        link=link,
        context={"name": name, **context, **_about(paper, language)},
    )


def _queue_judging(
    person: Person,
    paper: Paper,
    purpose: str,
    *,
    at: datetime,
    of: Organisation | None = None,
    **context: Any,
) -> None:
    """In the words of shared practice, where pages and comments under them are judged."""
    organisation = of or paper.organisation
    outbox.queue(
        purpose,
        to=person.email,
        at=at,
        organisation_id=organisation.public_id,
        language=organisation.language_for(person),
        context={"name": person.name, "title": paper.title, "is_comment": True, **context},
    )


def _queue_to(person: Person, paper: Paper, purpose: str, *, at: datetime, path: str) -> None:
    language = paper.organisation.language_for(person)
    outbox.queue(
        purpose,
        to=person.email,
        at=at,
        organisation_id=paper.organisation.public_id,
        language=language,
        context={"name": person.name, "path": path, **_about(paper, language)},
    )


def _moderators(paper: Paper) -> list[Person]:
    """Each once: its authors who work here, and the advisers."""
    written = [each.person_id for each in paper.authors.all()]
    here = organisations.active_members(paper.organisation)
    found = {each.person for each in here.filter(person__in=written)}
    advisers = organisations.members_with_role(paper.organisation, Role.ADVISER)
    return sorted({*found, *(each.person for each in advisers)}, key=lambda person: person.pk)


def _judges(paper: Paper) -> list[Person]:
    """Administrators, too: there has to be somebody else for a second look."""
    others = practice.reviewers_of(paper.organisation)
    found = {*_moderators(paper), *(member.person for member in others)}
    return sorted(found, key=lambda person: person.pk)


def _about(paper: Paper, language: str) -> dict[str, str]:
    with languages.reading(language):
        closes = date_format(paper.closes_on, "j F Y") if paper.closes_on else ""
        return {"paper": paper.title, "organisation": str(paper.organisation), "closes_on": closes}


def _place(comment: PaperComment) -> str:
    return reverse("papers:comment_of", args=[comment.paper.public_id, comment.public_id])


def _with_token(name: str) -> str:
    return reverse(name, args=["TOKEN"]).replace("TOKEN", "{token}")
