"""Cases on lists of work: of clerk, adviser, chair and panel."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mercat.home.work import MOST, Work
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import has_role
from mercat.passports import queries as passports
from mercat.passports.lifecycle import MOST_TOGETHER, Kind, Status, Task
from mercat.passports.models import Application

MOST_SEEN = 100  # cases before the panel, of which some want nothing of a member
FEW = 5  # of those that can be done together; the others share a row


def waiting_for(membership: Membership) -> list[Work]:
    """At most three queries."""
    today = membership.organisation.day(timezone.now())
    if has_role(membership, [Role.CLERK]):
        work = _to_open(membership, today) + _to_release(membership, today)
    elif has_role(membership, [Role.ADVISER]):
        work = _to_advise(membership, today) + _to_assess(membership, today)
    else:
        work = []
    return work + _panel(membership, today)


def _to_open(membership: Membership, today: date) -> list[Work]:
    found = _first(membership, Status.SUBMITTED)
    advised = [each for each in found if each.kind == Kind.COUNCILLOR]
    judged = [each for each in found if each.kind != Kind.COUNCILLOR]
    return [
        *_cases(advised, _("Give advice"), today),
        *_cases(judged[:FEW], _("Put it before the panel"), today),
        *_rest(judged, Task.OPEN, today),
    ]


def _to_release(membership: Membership, today: date) -> list[Work]:
    found = _first(membership, Status.DECIDED)
    return [
        *_cases(found[:FEW], _("Release the letter"), today, page="release"),
        *_rest(found, Task.RELEASE, today),
    ]


def _first(membership: Membership, status: Status) -> list[Application]:
    return list(passports.waiting(membership, status=status)[: MOST_TOGETHER + 1])


def _rest(cases: Sequence[Application], task: Task, today: date) -> list[Work]:
    """A row for all that come after the first few."""
    rest = cases[FEW:]
    if not rest:
        return []
    title, what = _more(len(rest), task)
    return [
        Work(
            title=_("{title}, or more").format(title=title)
            if len(cases) > MOST_TOGETHER
            else title,
            what=what,
            url=reverse("passports:choose_together", args=[task.value]),
            due_on=rest[0].due_on,
            is_late=_is_late(rest[0], today),
        )
    ]


def _more(count: int, task: Task) -> tuple[str, str]:
    if task == Task.RELEASE:
        said = ngettext("%d more letter to release", "%d more letters to release", count)
        return said % count, _("Release them together")
    said = ngettext("%d more case that came in", "%d more cases that came in", count)
    return said % count, _("Put them before the panel together")


def _to_advise(membership: Membership, today: date) -> list[Work]:
    """Of one kind, so that a small index finds them."""
    waiting = passports.waiting(membership, status=Status.SUBMITTED)
    return _cases(waiting.filter(kind=Kind.COUNCILLOR)[:MOST], _("Give advice"), today)


def _to_assess(membership: Membership, today: date) -> list[Work]:
    what = _("Say what communications thinks of it")
    return _cases(passports.to_assess(membership)[:MOST], what, today, page="assess")


def _panel(membership: Membership, today: date) -> list[Work]:
    """Cases before the panel that want something of this member. One query."""
    if not has_role(membership, [Role.CHAIR, Role.PANEL_MEMBER]):
        return []
    chairs = has_role(membership, [Role.CHAIR])
    return [
        _work(application, what, today)
        for application in passports.panel_work(membership)[:MOST_SEEN]
        if (what := passports.wanted_of(application, chairs=chairs, today=today))
    ]


def _cases(
    cases: Iterable[Application], what: str, today: date, *, page: str = "application"
) -> list[Work]:
    return [_work(each, what, today, page=page) for each in cases]


def _work(application: Application, what: str, today: date, *, page: str = "application") -> Work:
    return Work(
        title=str(application),
        what=what,
        url=reverse(f"passports:{page}", args=[application.public_id]),
        due_on=application.due_on,
        is_late=_is_late(application, today),
    )


def _is_late(application: Application, today: date) -> bool:
    return application.due_on is not None and application.due_on < today
