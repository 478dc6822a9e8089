"""As many applications as asked for, in all states, with what hangs on each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.urls import reverse

from mercat.comments.models import Thread
from mercat.organisations import actions as organisations
from mercat.organisations.models import Department, Membership, Organisation
from mercat.organisations.roles import Role
from mercat.passports import actions
from mercat.passports.models import (
    Application,
    CaseWords,
    Condition,
    Decision,
    Meeting,
    PanelSeat,
    Passport,
    Policy,
    Revision,
)
from mercat.people.models import Person

BATCH = 2000
CASES_OF_ONE = 4  # that one person sends
# Of twenty cases; the same among a thousand and a hundred thousand.
STATES = [
    *["released"] * 11,
    *["in_panel"] * 4,
    *["submitted"] * 2,
    "more_info",
    "decided",
    "withdrawn",
]
TOPICS = ("history", "gritting", "libraries", "museums", "planning", "recycling", "swimming")


@dataclass
class Scene:
    organisation: Organisation
    department: Department
    policy: Policy
    members: dict[str, Membership] = field(default_factory=dict)
    case: Application | None = None
    meeting: Meeting | None = None

    def pages(self) -> Iterator[tuple[str, str, str]]:
        """A name, who reads it, and where."""
        if self.case is None or self.meeting is None:
            raise ValueError("nothing was filled in")
        case, meeting = self.case.public_id, self.meeting.public_id
        yield "own sign-in", "clerk", reverse("mfa_index")
        yield "dashboard", "clerk", reverse("home:dashboard")
        yield "member's work", "member", reverse("home:dashboard")
        yield "board", "chair", reverse("passports:board")
        yield "board column", "chair", reverse("passports:board_column", args=["in_panel"])
        yield "case", "chair", reverse("passports:application", args=[case])
        yield "decide", "chair", reverse("passports:decide", args=[case])
        decided = Application.objects.filter(status="decided").latest("pk").public_id
        yield "release", "clerk", reverse("passports:release", args=[decided])
        yield "passports held", "chair", reverse("passports:held")
        yield "conditions", "clerk", reverse("passports:conditions")
        yield "meetings", "clerk", reverse("passports:meetings")
        yield "meeting", "clerk", reverse("passports:meeting", args=[meeting])
        yield "add to agenda", "clerk", reverse("passports:add_items", args=[meeting])
        yield "pack", "member", reverse("passports:pack", args=[meeting])


def begin(*, at: datetime) -> Scene:
    made = organisations.create(name="Bench", slug="bench", nation="scotland", by=None, at=at)
    policy = actions.adopt_policy(organisation=made, key="small_panel", by=None, at=at)
    department = organisations.add_department(
        organisation=made, name="Archives", parent=None, by=None, at=at
    )
    scene = Scene(made, department, policy)
    for name, role in (
        ("clerk", Role.CLERK),
        ("chair", Role.CHAIR),
        ("member", Role.PANEL_MEMBER),
    ):
        person = Person.objects.create_user(f"{name}@bench.example", None, name=name.title())
        scene.members[name] = organisations.add_member(
            organisation=made,
            person=person,
            department=department,
            manager=None,
            job_title="",
            roles=[role],
            by=None,
            at=at,
        )
    return scene


def fill(scene: Scene, *, first: int, last: int, at: datetime) -> None:
    for start in range(first, last + 1, BATCH):
        _some(scene, range(start, min(start + BATCH, last + 1)), at=at)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _some(scene: Scene, numbers: range, *, at: datetime) -> None:
    people = Person.objects.bulk_create(
        Person(email=f"{number}@bench.example", name=f"Officer {number}")
        for number in numbers[::CASES_OF_ONE]
    )
    threads = Thread.objects.bulk_create(Thread(organisation=scene.organisation) for _ in numbers)
    cases = Application.objects.bulk_create(
        _case(scene, number, people[place // CASES_OF_ONE], threads[place], at=at)
        for place, number in enumerate(numbers)
    )
    chair = scene.members["chair"].person
    revisions = Revision.objects.bulk_create(
        Revision(
            application=case,
            number=1,
            content=_content(scene, number),
            sha256="0" * 64,
            submitted_by=case.applicant,
            submitted_at=case.submitted_at,
        )
        for number, case in zip(numbers, cases, strict=True)
    )
    decisions = Decision.objects.bulk_create(
        Decision(
            application=revision.application,
            revision=revision,
            outcome="approved" if revision.application.applicant_id % 2 else "declined",
            reasons="We know enough of it.",
            decided_by=chair,
            decided_at=revision.application.submitted_at + timedelta(days=9),
        )
        for revision in revisions
        if revision.application.status in {"released", "decided"}
    )
    _grant(scene, decisions, at=at)
    PanelSeat.objects.bulk_create(
        PanelSeat(
            application=case,
            person=scene.members[name].person,
            is_chair=name == "chair",
            steps_out=name == "member" and number % 50 == 0,
        )
        for number, case in zip(numbers, cases, strict=True)
        for name in ("chair", "member")
    )
    CaseWords.objects.bulk_create(
        CaseWords(
            application=case,
            organisation=scene.organisation,
            title=case.title,
            purpose=_purpose(number),
            audience="Everybody here",
            compared_at=at,
        )
        for number, case in zip(numbers, cases, strict=True)
    )


def _grant(scene: Scene, decisions: list[Decision], *, at: datetime) -> None:
    """To whom the letter said yes; one in seven has conditions to meet."""
    granted = [
        each
        for each in decisions
        if each.outcome == "approved" and each.application.status == "released"
    ]
    Passport.objects.bulk_create(
        Passport(
            organisation=scene.organisation,
            application=decision.application,
            decision=decision,
            holder=decision.application.applicant,
            department=scene.department,
            purpose="Tell people",
            status="active",
            starts_on=at.date(),
            expires_on=(at + timedelta(days=365)).date(),
        )
        for decision in granted
    )
    Condition.objects.bulk_create(
        Condition(
            organisation=scene.organisation,
            decision=decision,
            number=1,
            text="Publish house rules",
            due_on=(at + timedelta(days=decision.pk % 90)).date(),
        )
        for decision in granted[::7]
    )


def _case(
    scene: Scene, number: int, applicant: Person, thread: Thread, *, at: datetime
) -> Application:
    status = STATES[number % len(STATES)]
    sent = at - timedelta(days=10 + number % 300)
    ended = at if status in {"released", "withdrawn"} else None
    return Application(
        organisation=scene.organisation,
        applicant=applicant,
        status=status,
        resumes_to="in_panel" if status == "more_info" else "",
        title=f"Service {number} on Facebook",
        question_set="speak-1",
        policy=scene.policy,
        discussion=thread,
        due_on=(sent + timedelta(days=14)).date(),
        created_at=sent,
        submitted_at=sent,
        released_at=ended if status == "released" else None,
        ended_at=ended,
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


def arrange(scene: Scene, *, at: datetime) -> None:
    """A meeting with a full agenda, and the newest case compared with all the others."""
    waiting = Application.objects.filter(organisation=scene.organisation, status="in_panel")
    scene.case = waiting.latest("pk")
    CaseWords.objects.filter(application=scene.case).update(compared_at=None)
    actions.compare_cases(at=at)
    if scene.meeting:
        actions.cancel_meeting(meeting=scene.meeting, by=scene.members["clerk"], at=at)
    scene.meeting = actions.plan_meeting(
        starts_at=at + timedelta(days=1),
        place="Room 2",
        link="",
        by=scene.members["clerk"],
        at=at,
    )
    actions.count_panel(at=at)
