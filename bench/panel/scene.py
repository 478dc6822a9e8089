"""Who sits on the panel, under which policies, and which pages they read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from mercat.organisations import actions as organisations
from mercat.organisations.models import Department, Membership, Organisation
from mercat.organisations.roles import Role
from mercat.passports import actions
from mercat.passports.lifecycle import Task
from mercat.passports.models import Policy
from mercat.people.models import Person

ROLES = {
    "clerk": [Role.CLERK],
    "chair": [Role.CHAIR],
    "member": [Role.PANEL_MEMBER],
    "other": [Role.PANEL_MEMBER],
    "adviser": [Role.ADVISER],
    "keeper": [Role.KEEPER],
    "administrator": [Role.ADMINISTRATOR],
    "applicant": [],
}
PANEL = ("chair", "member", "other")
MOST_SHOWN = 100  # cases that a clerk ticks at once
Page = tuple[str, str, str]  # a name, who reads it, and where


@dataclass
class Scene:
    organisation: Organisation
    department: Department
    policies: list[Policy]  # without votes, and with them
    members: dict[str, Membership] = field(default_factory=dict)
    # By what they are for: public ids of cases, passports, meetings.
    things: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, list[str]] = field(default_factory=dict)  # cases to do together

    def pages(self) -> Iterator[Page]:
        yield "own sign-in", "clerk", reverse("mfa_index")
        yield from self._lists()
        yield from self._cases()
        yield from self._meetings()
        yield from self._passports()
        yield from self._policy()

    def _lists(self) -> Iterator[Page]:
        for name in ("clerk", "chair", "member", "adviser", "keeper"):
            yield f"work of {name}", name, reverse("home:dashboard")
        yield "own cases", "applicant", reverse("passports:index")
        yield "board", "chair", reverse("passports:board")
        for state in ("submitted", "in_panel", "decided"):
            yield f"board: {state}", "clerk", reverse("passports:board_column", args=[state])
        yield "board, CSV", "chair", reverse("passports:board_csv")
        for task in Task:
            chosen = "&".join(f"case={each}" for each in self.waiting[task])
            yield f"{task}: choose", "clerk", reverse("passports:choose_together", args=[task])
            confirm = reverse("passports:confirm_together", args=[task])
            yield f"{task}: confirm", "clerk", f"{confirm}?{chosen}"
        yield "calendar", "member", self.things["calendar"]
        yield "calendar", "clerk", self.things["clerk's calendar"]

    def _cases(self) -> Iterator[Page]:
        def of(page: str, thing: str) -> str:
            return reverse(f"passports:{page}", args=[self.things[thing]])

        yield "case", "chair", of("application", "case")
        yield "case", "clerk", of("application", "case")
        yield "case, voted on", "chair", of("application", "voted")
        yield "case sent", "clerk", of("application", "sent")
        yield "case released", "chair", of("application", "released")
        yield "own case", "applicant", of("application", "own")
        yield "vote", "member", of("vote", "unvoted")
        yield "interest", "member", of("interest", "unvoted")
        yield "interests", "clerk", of("set_interest", "voted")
        yield "ask", "clerk", of("ask", "case")
        yield "assess", "adviser", of("assess", "case")
        yield "decide", "chair", of("decide", "case")
        yield "decide by votes", "chair", of("decide", "voted")
        yield "release", "clerk", of("release", "decided")
        yield "correct", "chair", of("correct", "released")
        yield "own case declined", "applicant", of("application", "declined")
        yield (
            "examples",
            "applicant",
            reverse("passports:examples", args=[self.things["draft"], "purpose"]),
        )

    def _meetings(self) -> Iterator[Page]:
        meeting, held = [self.things["meeting"]], [self.things["held"]]
        yield "meetings", "clerk", reverse("passports:meetings")
        yield "meeting", "clerk", reverse("passports:meeting", args=meeting)
        yield "meeting", "chair", reverse("passports:meeting", args=meeting)
        yield "add to agenda", "clerk", reverse("passports:add_items", args=meeting)
        yield "attendance", "clerk", reverse("passports:attendance", args=meeting)
        yield "pack", "member", reverse("passports:pack", args=meeting)
        yield "minutes", "chair", reverse("passports:minutes", args=held)

    def _passports(self) -> Iterator[Page]:
        def of(page: str, thing: str) -> str:
            return reverse(f"passports:{page}", args=[self.things[thing]])

        yield "passports held", "chair", reverse("passports:held")
        yield "passport", "chair", of("passport", "passport")
        yield "suspend", "chair", of("suspend", "passport")
        yield "revoke", "chair", of("revoke", "passport")
        yield "revocation", "chair", of("revocation", "revocation")
        yield "own passport", "applicant", of("passport", "own passport")
        yield "renew", "applicant", of("renew", "own passport")
        yield "conditions", "clerk", reverse("passports:conditions")
        yield "condition", "clerk", of("condition", "condition")

    def _policy(self) -> Iterator[Page]:
        yield "policy", "administrator", reverse("passports:policy")
        yield "reasons", "clerk", reverse("passports:reasons")


def begin(*, at: datetime) -> Scene:
    made = organisations.create(name="Bench", slug="bench", nation="scotland", by=None, at=at)
    policies = [
        actions.adopt_policy(organisation=made, key=key, by=None, at=at)
        for key in ("small_panel", "full_panel")
    ]
    department = organisations.add_department(
        organisation=made, name="Archives", parent=None, by=None, at=at
    )
    scene = Scene(made, department, policies)
    for name, roles in ROLES.items():
        person = Person.objects.create_user(f"{name}@bench.example", None, name=name.title())
        scene.members[name] = organisations.add_member(
            organisation=made,
            person=person,
            department=department,
            manager=None,
            job_title="",
            roles=roles,
            by=None,
            at=at,
        )
    return scene
