"""As many applications as asked for, in all states, with what hangs on each."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from bench.panel import copying, life
from bench.panel.scene import PANEL, Scene
from mercat.comments.models import Comment, Thread
from mercat.passports.models import (
    Advice,
    Application,
    CaseClock,
    CaseWords,
    Decision,
    Helper,
    InformationRequest,
    Interest,
    Letter,
    ManagerView,
    PanelSeat,
    Revision,
    Vote,
)
from mercat.people.models import Person

BLOCK = 1000
CASES_OF_ONE = 4  # that one person sends
# Of twenty cases; the same among a thousand and a hundred thousand.
STATES = [
    *["released"] * 10,
    *["in_panel"] * 4,
    *["submitted"] * 2,
    "more_info",
    *["decided"] * 2,
    "withdrawn",
]
TOPICS = ("history", "gritting", "libraries", "museums", "planning", "recycling", "swimming")
Numbered = list[tuple[int, Application]]


def fill(scene: Scene, *, first: int, last: int, at: datetime) -> None:
    """The first block of a thousand by our models, as many more as whole copies of it."""
    before = copying.latest()
    _some(scene, range(first, min(first + BLOCK, last + 1)), at=at)
    times = max(0, (last - first + 1) // BLOCK - 1)
    copying.multiply(after=before, up_to=copying.latest(), times=times)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _some(scene: Scene, numbers: range, *, at: datetime) -> None:
    people = Person.objects.bulk_create(
        Person(email=f"{number}@bench.example", name=f"Officer {number}")
        for number in numbers[::CASES_OF_ONE]
    )
    threads = Thread.objects.bulk_create(Thread(organisation=scene.organisation) for _ in numbers)
    made = Application.objects.bulk_create(
        _case(scene, number, people[place // CASES_OF_ONE], threads[place], at=at)
        for place, number in enumerate(numbers)
    )
    cases = list(zip(numbers, made, strict=True))
    revisions = _revisions(scene, cases)
    decisions = _decisions(scene, revisions)
    life.grant(scene, decisions, at=at)
    _asked(scene, cases, people, at=at)
    _panel(scene, cases, revisions, at=at)
    _words(scene, cases, at=at)
    life.meet(scene, made, at=at)


def _case(
    scene: Scene, number: int, applicant: Person, thread: Thread, *, at: datetime
) -> Application:
    status = STATES[number % len(STATES)]
    sent = at - timedelta(days=10 + number % 300)
    ended = at - timedelta(minutes=number) if status in {"released", "withdrawn"} else None
    return Application(
        organisation=scene.organisation,
        applicant=applicant,
        status=status,
        resumes_to="in_panel" if status == "more_info" else "",
        title=f"Service {number} on Facebook",
        question_set="speak-1",
        policy=scene.policies[number % 2],
        discussion=thread,
        due_on=(sent + timedelta(days=14)).date(),
        created_at=sent,
        submitted_at=sent,
        released_at=ended if status == "released" else None,
        ended_at=ended,
        lends_answers=number % 3 == 0,
    )


def _revisions(scene: Scene, cases: Numbered) -> list[Revision]:
    return Revision.objects.bulk_create(
        Revision(
            application=case,
            number=1,
            content=_content(scene, number),
            sha256="0" * 64,
            submitted_by=case.applicant,
            submitted_at=case.submitted_at,
        )
        for number, case in cases
    )


def _decisions(scene: Scene, revisions: list[Revision]) -> list[Decision]:
    chair, clerk = (scene.members[name].person for name in ("chair", "clerk"))
    decisions = Decision.objects.bulk_create(
        Decision(
            application=revision.application,
            revision=revision,
            outcome="approved" if revision.application.pk % 3 else "declined",
            reasons="We know enough of it.",
            decided_by=chair,
            decided_at=revision.application.submitted_at + timedelta(days=9),
        )
        for revision in revisions
        if revision.application.status in {"released", "decided"}
    )
    told = [each for each in decisions if each.application.status == "released"]
    Letter.objects.bulk_create(
        Letter(
            decision=each,
            subject="Our decision",
            text="We have decided.",
            released_by=clerk,
            released_at=each.application.released_at,
            appeal_until=(each.application.released_at + timedelta(days=28)).date(),
        )
        for each in told
    )
    return decisions


def _asked(scene: Scene, cases: Numbered, people: list[Person], *, at: datetime) -> None:
    """Whom the applicant or we asked something: managers, helpers, communications, themselves."""
    ManagerView.objects.bulk_create(
        ManagerView(
            application=case,
            manager=people[(number // CASES_OF_ONE + 7) % len(people)],
            due_on=case.due_on,
            view="support",
            given_at=at,
        )
        for number, case in cases
    )
    Helper.objects.bulk_create(
        Helper(application=case, person=people[(number + 3) % len(people)], added_at=at)
        for number, case in cases[::20]
    )
    InformationRequest.objects.bulk_create(
        InformationRequest(
            application=case,
            question="For whom is it?",
            due_on=case.due_on,
            asked_by=scene.members["clerk"].person,
            asked_at=at,
        )
        for _number, case in cases
        if case.status == "more_info"
    )
    _advised(scene, [case for _number, case in cases[::10]], at=at)


def _advised(scene: Scene, cases: list[Application], *, at: datetime) -> None:
    threads = Thread.objects.bulk_create(Thread(organisation=scene.organisation) for _ in cases)
    Comment.objects.bulk_create(
        Comment(thread=thread, author=case.applicant, text="May we?", written_at=at)
        for case, thread in zip(cases, threads, strict=True)
    )
    Advice.objects.bulk_create(
        Advice(
            organisation=scene.organisation,
            thread=thread,
            application=case,
            begun_at=at,
            latest_at=at,
        )
        for case, thread in zip(cases, threads, strict=True)
    )


def _panel(scene: Scene, cases: Numbered, revisions: list[Revision], *, at: datetime) -> None:
    seats = list(_seats(scene, cases))
    PanelSeat.objects.bulk_create(seats)
    Interest.objects.bulk_create(
        Interest(
            application=seat.application,
            person=seat.person,
            kind="line_manager",
            source="detected",
            effect="step_out",
            set_at=at,
        )
        for seat in seats
        if seat.steps_out
    )
    Vote.objects.bulk_create(
        Vote(
            application=case,
            revision=revision,
            person=scene.members[name].person,
            choice="support",
            cast_at=at,
        )
        for (number, case), revision in zip(cases, revisions, strict=True)
        if number % 2 and case.status in {"in_panel", "decided", "released"}
        for name in _voters(number)
    )
    CaseClock.objects.bulk_create(
        CaseClock(
            application=case, revision=1, begun_on=case.submitted_at.date(), due_on=case.due_on
        )
        for _number, case in cases
        if case.status in {"in_panel", "submitted"}
    )


def _voters(number: int) -> Iterable[str]:
    """Three in four have the third voice too, in which nobody stepped out."""
    return PANEL if number % 50 and number % 4 == 1 else ("chair", "other")


def _seats(scene: Scene, cases: Numbered) -> Iterator[PanelSeat]:
    for number, case in cases:
        for name in PANEL:
            yield PanelSeat(
                application=case,
                person=scene.members[name].person,
                is_chair=name == "chair",
                steps_out=name == "member" and number % 50 == 0,
            )


def _words(scene: Scene, cases: Numbered, *, at: datetime) -> None:
    CaseWords.objects.bulk_create(
        CaseWords(
            application=case,
            organisation=scene.organisation,
            title=case.title,
            purpose=_purpose(number),
            audience="Everybody here",
            compared_at=at,
        )
        for number, case in cases
    )


def _purpose(number: int) -> str:
    return f"Tell people about {TOPICS[number % len(TOPICS)]} in ward{number % 997}"


def _content(scene: Scene, number: int) -> dict[str, Any]:
    return {
        "question_set": "speak-1",
        "policy": {},
        "answers": {
            "department": scene.department.public_id,
            "account_name": f"Service {number}",
            "purpose": _purpose(number),
            "audience": "Everybody here",
        },
        "declarations": [],
        "shows_name": False,
    }
