"""Whom a case's clock reminds, and how much of its time is used."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from mercat.comments.models import Comment
from mercat.common import working_days
from mercat.common.working_days import LATE, NEARLY
from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.organisations.roles import Role
from mercat.passports.lifecycle import Kind, Status, decides_by_votes
from mercat.passports.models import (
    Application,
    CaseClock,
    Helper,
    PanelSeat,
    ReminderChoice,
    Revision,
    Vote,
)
from mercat.people.models import Person

# In more_info the clock stands still. Until the letter goes out, the applicant waits.
RUNNING = (Status.SUBMITTED, Status.IN_PANEL, Status.DECIDED)


def used(clock: CaseClock, *, today: date, nation: str) -> int:
    return working_days.step(clock.begun_on, clock.due_on, today=today, nation=nation)


def next_day(clock: CaseClock, *, today: date, nation: str) -> date:
    """A new day for the applicant: half of the time again, and two working days at least."""
    total = working_days.between(clock.begun_on, clock.due_on, nation=nation)
    return working_days.add(today, max(2, (total + 1) // 2), nation=nation)


def organisations_with_running_cases() -> QuerySet[Organisation]:
    running = Application.objects.filter(status__in=RUNNING, due_on__isnull=False)
    found = Organisation.objects.filter(sealed_at=None, pk__in=running.values("organisation"))
    return found.order_by("pk")


def running_cases(organisation: Organisation) -> QuerySet[Application]:
    return (
        Application.objects.filter(
            organisation=organisation, status__in=RUNNING, due_on__isnull=False
        )
        .select_related("organisation", "applicant", "policy")
        .order_by("pk")
    )


def began(application: Application, *, zone: Organisation) -> tuple[int, date]:
    """The version that the time counts from, and its day. One query."""
    number, at = application.revisions.order_by("-number").values_list("number", "submitted_at")[0]
    return number, zone.day(at)


@dataclass
class Panel:
    """Who may be told, read once for an organisation: four queries and none for each case."""

    organisation: Organisation
    applications: Iterable[Application]
    by_role: dict[str, list[Person]] = field(default_factory=dict)
    seats: dict[int, list[PanelSeat]] = field(default_factory=dict)
    writers: dict[int, set[int]] = field(default_factory=dict)
    voted: set[tuple[int, int]] = field(default_factory=set)  # on the version that counts

    def __post_init__(self) -> None:
        here = list(self.applications)
        for role in (Role.CLERK, Role.CHAIR, Role.ADVISER):
            members = organisations.members_with_role(self.organisation, role)
            self.by_role[role] = [each.person for each in members.order_by("pk")]
        panel = organisations.members_with_role(self.organisation, Role.CHAIR, Role.PANEL_MEMBER)
        seats = PanelSeat.objects.filter(application__in=here, person__in=panel.values("person"))
        for seat in seats.select_related("person"):
            self.seats.setdefault(seat.application_id, []).append(seat)
        helpers = Helper.objects.filter(application__in=here)
        for application_id, person_id in helpers.values_list("application", "person"):
            self.writers.setdefault(application_id, set()).add(person_id)
        votes = Vote.objects.filter(
            application__in=here,
            revision__number=F("application__clock__revision"),
            replaced_at=None,
        )
        self.voted.update(votes.values_list("application", "person"))

    def told(self, application: Application, step: int) -> list[Person]:
        """Each once. Who wrote the case, or steps out of it, hears nothing."""
        found = self._clerks(application)
        if application.status == Status.IN_PANEL and step < LATE and self._votes(application):
            found = self._silent(application)
        if step >= NEARLY and application.kind != Kind.COUNCILLOR:
            found = [*found, *self._chairs(application)]
        out = self._out(application)
        return list({each.pk: each for each in found if each.pk not in out}.values())

    def received(self, application: Application) -> list[Person]:
        """Who hears of a case that came in: clerks, and advisers where one is to be advised."""
        out = self._out(application)
        return [each for each in self._clerks(application) if each.pk not in out]

    def _clerks(self, application: Application) -> list[Person]:
        advised = application.kind == Kind.COUNCILLOR
        return self.by_role[Role.CLERK] + (self.by_role[Role.ADVISER] if advised else [])

    def _chairs(self, application: Application) -> list[Person]:
        seats = self.seats.get(application.pk, [])
        return [each.person for each in seats if each.is_chair] or self.by_role[Role.CHAIR]

    def _silent(self, application: Application) -> list[Person]:
        """Members who have not voted on the version that counts."""
        seats = self.seats.get(application.pk, [])
        return [e.person for e in seats if (application.pk, e.person_id) not in self.voted]

    def _votes(self, application: Application) -> bool:
        content = application.policy.content if application.policy else {}
        return bool(content.get("deciding") == "votes")

    def _out(self, application: Application) -> set[int]:
        seats = self.seats.get(application.pk, [])
        return {
            application.applicant_id,
            *self.writers.get(application.pk, set()),
            *(each.person_id for each in seats if each.steps_out),
        }


def silent_members(cases: Iterable[Application]) -> dict[Application, list[Person]]:
    """On whom each case before the panel waits: who has not voted or spoken, else its chairs.

    Three queries, for any number of cases.
    """
    here = {case.pk: case for case in cases}
    spoke = _voted(here) | _said(here)
    seats: dict[int, list[PanelSeat]] = {key: [] for key in here}
    sitting = PanelSeat.objects.filter(application__in=here, steps_out=False)
    for seat in sitting.select_related("person").order_by("pk"):
        seats[seat.application_id].append(seat)
    return {case: _silent(seats[key], spoke, key) for key, case in here.items()}


def _silent(seats: list[PanelSeat], spoke: set[tuple[int, int]], key: int) -> list[Person]:
    silent = [each.person for each in seats if (key, each.person_id) not in spoke]
    return silent or [each.person for each in seats if each.is_chair]


def _voted(cases: dict[int, Application]) -> set[tuple[int, int]]:
    """Who voted on the latest version, by case, where the panel votes."""
    voting = [key for key, case in cases.items() if _votes(case)]
    newer = Revision.objects.filter(
        application=OuterRef("application"), number__gt=OuterRef("revision__number")
    )
    found = Vote.objects.filter(application__in=voting, replaced_at=None)
    return set(found.exclude(Exists(newer)).values_list("application", "person"))


def _said(cases: dict[int, Application]) -> set[tuple[int, int]]:
    """Who spoke, by case, where the panel talks a case over."""
    threads = {case.discussion_id: key for key, case in cases.items() if not _votes(case)}
    found = Comment.objects.filter(thread__in=[each for each in threads if each])
    return {(threads[thread], person) for thread, person in found.values_list("thread", "author")}


def _votes(application: Application) -> bool:
    return bool(application.policy and decides_by_votes(application.policy.content))


def who_want_one_a_day() -> QuerySet[Any, Any]:
    return ReminderChoice.objects.values("person")


def wants_one_a_day(people: Iterable[int]) -> set[int]:
    chosen = ReminderChoice.objects.filter(person__in=list(people))
    return set(chosen.values_list("person", flat=True))
