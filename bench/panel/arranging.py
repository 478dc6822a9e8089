"""What the pages show: single cases of each kind, a meeting to come, secret addresses."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from bench.panel.scene import MOST_SHOWN, Scene
from mercat.passports import actions
from mercat.passports.lifecycle import WANTS, Task
from mercat.passports.models import (
    Application,
    CaseWords,
    Condition,
    Meeting,
    Passport,
    Revocation,
)


def arrange(scene: Scene, *, at: datetime) -> None:
    """A meeting with a full agenda, and the newest case compared with all the others."""
    _cases(scene, at=at)
    _of_the_applicant(scene, at=at)
    _passports(scene)
    _meeting(scene, at=at)
    _calendars(scene, at=at)
    if "draft" not in scene.things:
        _write(scene, at=at)
    for task in Task:
        found = Application.objects.filter(status__in=WANTS[task].states).order_by("due_on", "pk")
        scene.waiting[task] = list(found.values_list("public_id", flat=True)[:MOST_SHOWN])
    actions.count_panel(at=at)


def _cases(scene: Scene, *, at: datetime) -> None:
    plain, votes = scene.policies
    here = Application.objects.filter(organisation=scene.organisation).exclude(
        applicant=scene.members["applicant"].person
    )
    # The newest ones in which nobody of the panel steps out.
    here = here.exclude(seats__steps_out=True).order_by("-pk")
    in_panel = here.filter(status="in_panel")
    voted = in_panel.filter(policy=votes)
    mine = {"votes__person": scene.members["member"].person}
    told = here.filter(status="released", passport__status="active", policy=plain)
    found: dict[str, Any] = {
        "case": in_panel.filter(policy=plain),
        "voted": voted,
        "unvoted": voted.exclude(**mine),
        "sent": here.filter(status="submitted"),
        "decided": here.filter(status="decided"),
        "released": told,
    }
    cases = {name: rows[0] for name, rows in found.items()}
    CaseWords.objects.filter(application__in=cases.values()).update(compared_at=None)
    actions.compare_cases(at=at)
    scene.things |= {name: case.public_id for name, case in cases.items()}


def _of_the_applicant(scene: Scene, *, at: datetime) -> None:
    """Of each of these kinds one is theirs, among as many as there are."""
    applicant = scene.members["applicant"].person
    wanted = {
        "own": {"status": "in_panel"},
        "declined": {"status": "released", "decisions__outcome": "declined"},
    }
    for name, like in wanted.items():
        case = Application.objects.filter(**like).exclude(applicant=applicant).latest("pk")
        Application.objects.filter(pk=case.pk).update(applicant=applicant)
        scene.things[name] = case.public_id
    ending = at.date() + timedelta(days=40)
    passport = Passport.objects.filter(status="active").exclude(holder=applicant).latest("pk")
    Passport.objects.filter(pk=passport.pk).update(holder=applicant, expires_on=ending)
    Application.objects.filter(pk=passport.application_id).update(applicant=applicant)
    scene.things["own passport"] = passport.public_id


def _passports(scene: Scene) -> None:
    conditions = Condition.objects.filter(decision__passport__status="active")
    others = Passport.objects.exclude(holder=scene.members["applicant"].person)
    scene.things |= {
        "passport": others.filter(status="active").latest("pk").public_id,
        "revocation": Revocation.objects.latest("pk").public_id,
        "condition": conditions.latest("pk").public_id,
    }


def _meeting(scene: Scene, *, at: datetime) -> None:
    clerk = scene.members["clerk"]
    Meeting.objects.filter(status="planned").update(status="cancelled")
    starts_at = at + timedelta(days=1)
    made = actions.plan_meeting(starts_at=starts_at, place="Room 2", link="", by=clerk, at=at)
    scene.things |= {
        "meeting": made.public_id,
        "held": Meeting.objects.filter(status="final").latest("pk").public_id,
    }


def _calendars(scene: Scene, *, at: datetime) -> None:
    for name, whose in (("calendar", "member"), ("clerk's calendar", "clerk")):
        secret = actions.make_calendar(by=scene.members[whose], at=at)
        scene.things[name] = reverse("passports:calendar", args=[secret])


def _write(scene: Scene, *, at: datetime) -> None:
    """A case and a policy that are being written."""
    draft = actions.start(by=scene.members["applicant"], at=at)
    scene.things["draft"] = draft.public_id
    terms = {"validity_months": 6, "fast_tracks": ["renewal"], "steps_out": ["personal"]}
    actions.draft_policy(terms=terms, by=scene.members["administrator"], at=at)
